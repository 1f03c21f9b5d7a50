/** An answer with what came around it. */
export interface WithResponse<T> {
  readonly data: T;
  /** Id of the request, `req_…`; null when the answer named none. */
  readonly requestId: string | null;
  readonly status: number;
  readonly headers: Headers;
}

/**
 * The answer of one call. The call is sent at once, whether or not somebody waits for it.
 *
 * @example
 * const customer = await woes.customers.get({ id: 'ext:user_8841' });
 *
 * const { data, requestId } = await woes.customers.get({ id: 'ext:user_8841' }).withResponse();
 */
export class ApiPromise<T> implements Promise<T> {
  readonly [Symbol.toStringTag]: string = 'ApiPromise';
  readonly #response: Promise<WithResponse<T>>;

  constructor(response: Promise<WithResponse<T>>) {
    this.#response = response;
  }

  /** The answer with its status, its headers and the id of the request. */
  withResponse(): Promise<WithResponse<T>> {
    return this.#response;
  }

  // biome-ignore lint/suspicious/noThenProperty: a promise is what it is.
  then<Fulfilled = T, Rejected = never>(
    onFulfilled?: ((value: T) => Fulfilled | PromiseLike<Fulfilled>) | null,
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected> {
    return this.#response.then(({ data }) => data).then(onFulfilled, onRejected);
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
