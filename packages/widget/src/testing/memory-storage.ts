import type { WidgetStorage } from '../types.ts';

/** What `localStorage` keeps over a reload. */
export class MemoryStorage implements WidgetStorage {
  readonly values = new Map<string, string>();

  getItem(name: string): string | null {
    return this.values.get(name) ?? null;
  }

  setItem(name: string, value: string): void {
    this.values.set(name, value);
  }

  removeItem(name: string): void {
    this.values.delete(name);
  }

  /** The value whose name ends so, parsed. */
  read<T>(ending: string): T {
    const name = [...this.values.keys()].find((key) => key.endsWith(ending));
    return JSON.parse(this.values.get(name ?? '') ?? 'null');
  }
}
