import type { WidgetStorage } from './types.ts';

export type Store = ReturnType<typeof createStore>;

/**
 * Named JSON values of one widget key. What the browser's storage does not take (blocked, full) is kept in
 * memory, so that the widget works until the page is left.
 */
export function createStore(storage: WidgetStorage | undefined, widgetKey: string) {
  const memory = new Map<string, unknown>();
  const address = (name: string) => `woes:${widgetKey}:${name}`;
  // Reading the property throws by itself where storage is blocked.
  const place = () => storage ?? localStorage;

  return {
    address,

    read<T>(name: string, otherwise: T): T {
      if (memory.has(name)) return memory.get(name) as T;
      try {
        return JSON.parse(place().getItem(address(name)) ?? 'null') ?? otherwise;
      } catch {
        return otherwise;
      }
    },

    write(name: string, value: unknown): void {
      memory.set(name, value);
      try {
        place().setItem(address(name), JSON.stringify(value));
        memory.delete(name);
      } catch {}
    },
  };
}
