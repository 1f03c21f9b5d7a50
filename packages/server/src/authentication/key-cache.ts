import type { Id } from '../contract/ids.ts';
import type { KeyRecord } from './look-up-key.ts';

const lifeMs = 30_000;
const sizeMax = 50_000;

/** Looked-up keys by their hash, for as long as a revocation elsewhere may take to be noticed. */
export class KeyCache {
  readonly #entries = new Map<string, { record: KeyRecord; until: number }>();
  /** A credential that is being rotated has two. */
  readonly #names = new Map<Id, Set<string>>();
  #forgotten = 0;
  readonly #watchers = new Map<Id, Set<() => void>>();

  get(name: string, now: Date): KeyRecord | null {
    const entry = this.#entries.get(name);
    return entry && entry.until > now.getTime() ? entry.record : null;
  }

  /** To be called before a look-up: what is forgotten while it runs must not be kept with its result. */
  begin(): number {
    return this.#forgotten;
  }

  set(name: string, record: KeyRecord, now: Date, begun: number): void {
    if (begun !== this.#forgotten) return;
    if (this.#entries.size >= sizeMax) this.#dropOldest();
    this.#entries.delete(name);
    this.#entries.set(name, { record, until: now.getTime() + lifeMs });
    const { id } = record.principal;
    const names = this.#names.get(id) ?? new Set();
    this.#names.set(id, names.add(name));
  }

  /** Calls `onChange` when a key is forgotten, so that what lives longer than a call asks again. */
  watch(id: Id, onChange: () => void): () => void {
    const watchers = this.#watchers.get(id) ?? new Set();
    watchers.add(onChange);
    this.#watchers.set(id, watchers);
    return () => {
      watchers.delete(onChange);
      if (watchers.size === 0) this.#watchers.delete(id);
    };
  }

  forget(id: Id): void {
    this.#forgotten += 1;
    for (const onChange of this.#watchers.get(id) ?? []) queueMicrotask(onChange);
    for (const name of this.#names.get(id) ?? []) this.#entries.delete(name);
    this.#names.delete(id);
  }

  #dropOldest(): void {
    const [oldest] = this.#entries;
    if (oldest) this.forget(oldest[1].record.principal.id);
  }
}
