/**
 * `jsonb` keeps no order of fields. Gives a stored object that of its contract again, so that one content is the
 * same bytes whether it comes from a request or from the database.
 */
export const inOrderOf = <T extends object>(names: readonly (keyof T & string)[]) => {
  return (stored: T): T => {
    const ordered: Partial<T> = {};
    for (const name of names) if (stored[name] !== undefined) ordered[name] = stored[name];
    return ordered as T;
  };
};

/** The same for a map, whose keys have no order but their own. */
export const inKeyOrder = <T>(stored: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(stored).sort(([a], [b]) => (a < b ? -1 : 1)));
