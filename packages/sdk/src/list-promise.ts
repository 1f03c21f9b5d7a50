import { type Answer, ApiPromise } from './api-promise.ts';
import { WoesConnectionError } from './errors.ts';

/** What leads from one page to the next: a cursor, or a number in a log. */
interface Continuation {
  readonly data: readonly unknown[];
  readonly hasMore?: boolean;
  readonly nextCursor?: string | null;
  readonly nextSequence?: number;
}

/**
 * A list: wait for it to get one page, iterate over it to get every item of every page. One page is held at a
 * time, beside the first.
 *
 * @example
 * const page = await woes.conversations.list({ state: ['new', 'open'], limit: 50 });
 *
 * for await (const conversation of woes.conversations.list({ state: ['new', 'open'] })) {
 *   console.log(conversation.ref);
 * }
 */
export class ListPromise<Item, Page extends { data: Item[] }>
  extends ApiPromise<Page>
  implements AsyncIterable<Item>
{
  override readonly [Symbol.toStringTag]: string = 'ListPromise';
  readonly #next: (page: Page) => Promise<Page> | null;

  /** @internal */
  constructor(first: Promise<Answer<Page>>, ask: (more: object) => Promise<Page>) {
    super(first);
    this.#next = (page) => {
      const more = continuation(page);
      return more && ask(more);
    };
  }

  /**
   * Page after page, the first one included. Each is asked for when the one before has been used.
   *
   * @example
   * for await (const { data } of woes.customers.list({ limit: 100 }).pages()) console.log(data.length);
   */
  async *pages(): AsyncGenerator<Page, void, undefined> {
    let page: Page = await this;
    for (let last: unknown; ; ) {
      yield page;
      const { nextCursor } = page as Continuation;
      if (nextCursor && nextCursor === last)
        throw new WoesConnectionError('The list does not go on: two pages end at one cursor.', {
          retryable: false,
        });
      last = nextCursor;
      const next = this.#next(page);
      if (!next) return;
      page = await next;
    }
  }

  /** Item after item, over all pages. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    for await (const { data } of this.pages()) yield* data;
  }

  /**
   * The first `max` items in one array. No page is asked for beyond them.
   *
   * @throws {TypeError} when `max` is no number, or negative: an array of everything must be meant.
   *
   * @example
   * const customers = await woes.customers.list().toArray({ max: 500 });
   */
  async toArray({ max }: { max: number }): Promise<Item[]> {
    if (!(max >= 0)) throw new TypeError('`max` must be a number that is not negative.');
    const items: Item[] = [];
    for await (const { data } of this.pages()) {
      items.push(...data.slice(0, max - items.length));
      if (items.length >= max) break;
    }
    return items;
  }
}

function continuation(page: object): object | null {
  const { nextCursor, nextSequence, hasMore } = page as Continuation;
  if (nextCursor) return { cursor: nextCursor };
  return nextSequence !== undefined && hasMore ? { afterSequence: nextSequence } : null;
}
