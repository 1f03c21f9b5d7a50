import pino, { type DestinationStream, type Logger } from 'pino';
import { maskSecretsInLine } from './redaction/index.ts';

export type Log = Logger & {
  /** The line of a call that was answered. Nearly all lines are of this kind, so it is written out by hand. */
  answered(call: AnsweredCall): void;
};

/** Words and numbers of ours alone: nothing in them comes from a caller, so nothing needs escaping or masking. */
export interface AnsweredCall {
  readonly requestId: string;
  readonly door: string;
  readonly procedure: string;
  readonly durationMs: number;
  readonly principal: string;
  readonly credentialId: string | null;
}

const maskedKeys = new Set([
  'authorization',
  'secret',
  'token',
  'refreshToken',
  'rootToken',
  'conversationSecret',
  'conversationSecrets',
  'followUpSecret',
  'password',
  'cookie',
  'idempotencyKey',
  'pepper',
  'key',
  'apiKey',
]);

/** The fields of a line with the secret ones masked. Most lines have none, and pass as they are. */
function maskKeys(fields: Record<string, unknown>, depth = 0): Record<string, unknown> {
  let masked = fields;
  for (const name in fields) {
    const value = fields[name];
    const isObject = typeof value === 'object' && value !== null && !(value instanceof Error);
    const shown = maskedKeys.has(name)
      ? '[masked]'
      : isObject && depth < 5
        ? maskKeys(value as Record<string, unknown>, depth + 1)
        : value;
    if (shown === value) continue;
    if (masked === fields) masked = Array.isArray(fields) ? ([...fields] as never) : { ...fields };
    masked[name] = shown;
  }
  return masked;
}

/**
 * One structured line per call. Secrets are masked by the name of their field and, in the finished line, by
 * their form. Lines are written in blocks, errors at once.
 */
export function createLog(level: string, destination: DestinationStream = buffered()): Log {
  const log = pino(
    {
      level,
      base: null,
      timestamp: isoTime,
      formatters: { log: (fields) => maskKeys(fields) },
      hooks: { streamWrite: maskSecretsInLine },
      serializers: { err: errorLine },
    },
    destination,
  );
  return Object.assign(log, {
    answered(call: AnsweredCall): void {
      if (log.isLevelEnabled('info')) destination.write(answeredLine(call));
    },
  });
}

const answeredLine = ({ requestId, door, procedure, durationMs, principal, credentialId }: AnsweredCall) =>
  `{"level":30${isoTime()},"requestId":"${requestId}","door":"${door}","procedure":"${procedure}","durationMs":${durationMs},"principal":"${principal}",${credentialId === null ? '' : `"credentialId":"${credentialId}",`}"code":"ok","msg":"call"}\n`;

let lastMs = 0;
let lastTime = '';

/** Lines of the same millisecond, of which a busy process has several, share the text of their time. */
function isoTime(): string {
  const now = Date.now();
  if (now !== lastMs) {
    lastMs = now;
    lastTime = `,"time":"${new Date(now).toISOString()}"`;
  }
  return lastTime;
}

const flushMs = 200;

/** One write for many lines: a system call per line costs more than the line. */
function buffered(): DestinationStream {
  const stream = pino.destination({ dest: 2, sync: false, minLength: 8192 });
  setInterval(() => stream.flush(), flushMs).unref();
  process.once('exit', () => stream.flushSync());
  return {
    write(line: string) {
      stream.write(line);
      if (line.startsWith('{"level":50')) stream.flush();
    },
  };
}

/** What of an error is worth a log line. Messages of the database repeat values; its codes and names do not. */
function errorLine(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code, constraint, constraint_name, table, table_name, routine } = error as Error &
    Record<string, unknown>;
  const ofDatabase = 'query' in error || (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code));
  const about = ofDatabase
    ? {
        message: 'The database refused a statement.',
        constraint: constraint_name ?? constraint,
        table: table_name ?? table,
        routine,
      }
    : { message: error.message, stack: error.stack };
  return {
    name: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...about,
    ...(error.cause ? { cause: errorLine(error.cause) } : {}),
  };
}
