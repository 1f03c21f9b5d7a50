import type { OutgoingAnswer, OutgoingError } from '../../platform/http-out/index.ts';
import { maskSecrets } from '../../platform/redaction/index.ts';
import type { Attempt } from '../contract.ts';

/** What came of one request. */
export interface Outcome extends Pick<Attempt, 'status' | 'durationMs' | 'errorCode' | 'responseExcerpt'> {
  /** How long the receiver asks to be left alone. */
  readonly retryAfterMs: number | null;
}

const excerptCharacters = 1000;

/** Only a 2xx says that the event has arrived. */
export function outcomeOf(answer: OutgoingAnswer, now: Date): Outcome {
  return {
    status: answer.status,
    durationMs: answer.durationMs,
    errorCode: codeOf(answer.status),
    responseExcerpt: excerptOf(answer.body),
    retryAfterMs: retryAfter(answer.headers['retry-after'], now),
  };
}

export const failedOutcome = ({ code }: OutgoingError, durationMs: number): Outcome => ({
  status: null,
  durationMs,
  errorCode: code,
  responseExcerpt: null,
  retryAfterMs: null,
});

function codeOf(status: number): Attempt['errorCode'] {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return 'redirected';
  if (status === 410) return 'gone';
  if (status === 429) return 'rate_limited';
  return status < 500 ? 'client_error' : 'server_error';
}

/** Text that can be kept and shown: bytes that are none, and what looks like a secret, are not. */
function excerptOf(body: Buffer): string | null {
  if (body.length === 0) return null;
  const text = body
    .subarray(0, excerptCharacters * 4)
    .toString('utf8')
    .toWellFormed();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
  return maskSecrets(text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffd]/g, ' ')).slice(
    0,
    excerptCharacters,
  );
}

/** Seconds or a date. */
function retryAfter(header: string | string[] | undefined, now: Date): number | null {
  if (typeof header !== 'string') return null;
  const seconds = /^\d{1,9}$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now.getTime();
  return Number.isFinite(seconds) && seconds > 0 ? seconds : null;
}
