interface Surroundings {
  process?: { env?: Record<string, string | undefined>; versions?: { node?: string } };
  window?: { document?: unknown };
  WorkerGlobalScope?: unknown;
  location?: { origin?: unknown };
  Deno?: unknown;
  Bun?: unknown;
}

const surroundings = () => globalThis as Surroundings;

/** Whether this is a page, or a worker of one. */
export function isBrowser(): boolean {
  const { window, WorkerGlobalScope, location, Deno, Bun, process } = surroundings();
  if (window?.document !== undefined) return true;
  // Servers have workers too; those of a page know the origin they came from.
  const isWorker = WorkerGlobalScope !== undefined && location?.origin !== undefined;
  return isWorker && Deno === undefined && Bun === undefined && process?.versions?.node === undefined;
}

/** A variable of the environment, where there is one; empty is as good as not set. */
export const fromEnvironment = (name: string): string | undefined =>
  surroundings().process?.env?.[name]?.trim() || undefined;
