import { WoesConnectionError } from './errors.ts';
import { retryAfterOf } from './failures.ts';
import { isProblem, type Problem } from './problem.ts';

/** Reads the body of an answer as JSON; throws when something else than the API has answered. */
export async function readAnswer(response: Response, origin: string): Promise<unknown> {
  const text = await response.text();
  const parsed = parse(text);
  if (isProblem(parsed)) return rpcError(withRetryAfter(parsed, response.headers));
  if (isRpc(parsed)) return parsed;
  throw notTheApi(response, origin);
}

/** Something in between has answered: a proxy, a login page, another server. */
export function notTheApi(response: Response, origin: string): WoesConnectionError {
  const { status } = response;
  const type = response.headers.get('content-type') ?? 'nothing';
  return new WoesConnectionError(
    `${origin} answered ${status} with ${type}, which is not an answer of the API. Is \`baseUrl\` right?`,
    {
      status,
      retryable: status >= 500 || status === 429 || status === 408,
      retryAfter: retryAfterOf(response.headers),
    },
  );
}

export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const withRetryAfter = (problem: Problem, headers: Headers): Problem => ({
  ...problem,
  retryAfter: problem.retryAfter ?? retryAfterOf(headers),
});

const isRpc = (value: unknown) =>
  typeof value === 'object' && value !== null && ('result' in value || 'error' in value);

/** What is refused before tRPC sees it comes as a bare problem; callers of tRPC find it in its usual place. */
const rpcError = (problem: Problem) => ({
  error: {
    json: { code: -32_603, message: problem.detail, data: { problem, httpStatus: problem.status } },
  },
});
