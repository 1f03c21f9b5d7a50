/**
 * An answer with what came around it.
 *
 * @example
 * const { data, status, requestId, headers } = await woes.workspaces.get().withResponse();
 * console.log(data.name, status, requestId, headers.get('ratelimit'));
 */
export interface WithResponse<T> {
  /** What awaiting the call gives. */
  readonly data: T;
  /** Id of the request, `req_…`; null when the answer named none. */
  readonly requestId: string | null;
  /** HTTP status. */
  readonly status: number;
  readonly headers: Headers;
}

/** How a call was answered, in both forms. */
export interface Answer<T> {
  readonly parsed: WithResponse<T>;
  /** The body as it came. */
  readonly text: string;
}

/**
 * The answer of one call. The call is sent at once, whether or not somebody waits for it; when nobody does, a
 * failure goes to the hook `onError` and the log, and ends no process.
 *
 * Rejects with a `WoesError`, a `WoesConnectionError` or the reason of the signal.
 *
 * @example
 * const customer = await woes.customers.get({ id: 'ext:user_8841' });
 *
 * const { data, requestId } = await woes.customers.get({ id: 'ext:user_8841' }).withResponse();
 */
export class ApiPromise<T> implements Promise<T> {
  readonly [Symbol.toStringTag]: string = 'ApiPromise';
  readonly #answer: Promise<Answer<T>>;

  /** @internal */
  constructor(answer: Promise<Answer<T>>) {
    this.#answer = answer;
    // Who waits hears of a failure through the promise they wait for.
    answer.catch(() => undefined);
  }

  /** The answer with its status, its headers and the id of the request. */
  withResponse(): Promise<WithResponse<T>> {
    return this.#answer.then(({ parsed }) => parsed);
  }

  /**
   * The answer as it came, with its body unread: tRPC's envelope around what awaiting the call gives. Refusals
   * reject here too, after the same retries.
   *
   * @example
   * const response = await woes.customers.get({ id: 'ext:user_8841' }).asResponse();
   * console.log(response.status, response.headers.get('woes-request-id'), await response.text());
   */
  async asResponse(): Promise<Response> {
    const { parsed, text } = await this.#answer;
    return new Response(text, { status: parsed.status, headers: parsed.headers });
  }

  // biome-ignore lint/suspicious/noThenProperty: a promise is what it is.
  then<Fulfilled = T, Rejected = never>(
    onFulfilled?: ((value: T) => Fulfilled | PromiseLike<Fulfilled>) | null,
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected> {
    return this.#answer.then(({ parsed }) => parsed.data).then(onFulfilled, onRejected);
  }

  catch<Rejected = never>(
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<T | Rejected> {
    return this.then(undefined, onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<T> {
    return this.then().finally(onFinally);
  }
}
