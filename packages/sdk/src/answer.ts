import { WoesConnectionError } from './errors.ts';
import { retryAfterOf } from './failures.ts';
import { isProblem, type Problem } from './problem.ts';

/** Reads the text of an answer as JSON; throws when something else than the API has answered. */
export function readAnswer(text: string, response: Response, origin: string, today: number): unknown {
  const parsed = parse(text);
  if (isProblem(parsed)) return rpcError(withRetryAfter(parsed, response.headers, today));
  if (isRpc(parsed)) return parsed;
  throw notTheApi(response, origin, today);
}

/** Something in between has answered: a proxy, a login page, another server. */
export function notTheApi(response: Response, origin: string, today: number): WoesConnectionError {
  const { status } = response;
  const type = response.headers.get('content-type') ?? 'nothing';
  // A redirect is not followed: the credential is for that server, and for no other.
  const what =
    response.type === 'opaqueredirect' || (status >= 300 && status < 400)
      ? `answered ${status}, a redirect, which is not followed with a credential`
      : `answered ${status} with ${type}, which is not an answer of the API`;
  return new WoesConnectionError(`${origin} ${what}. Is \`baseUrl\` right?`, {
    status,
    retryable: status >= 500 || status === 429 || status === 408,
    retryAfter: retryAfterOf(response.headers, today),
  });
}

export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const withRetryAfter = (problem: Problem, headers: Headers, today: number): Problem => ({
  ...problem,
  retryAfter: problem.retryAfter ?? retryAfterOf(headers, today),
});

const isRpc = (value: unknown) =>
  typeof value === 'object' && value !== null && ('result' in value || 'error' in value);

/** What is refused before tRPC sees it comes as a bare problem; callers of tRPC find it in its usual place. */
const rpcError = (problem: Problem) => ({
  error: {
    json: { code: -32_603, message: problem.detail, data: { problem, httpStatus: problem.status } },
  },
});
