/** Turns the texts at dotted paths into dates, in place; `*` stands for every entry of a list or record. */
export function reviveDates(value: unknown, paths: readonly string[]): unknown {
  for (const path of paths) revive(value, path.split('.'));
  return value;
}

function revive(holder: unknown, [name, ...rest]: string[]): void {
  if (typeof holder !== 'object' || holder === null || name === undefined) return;
  const fields = holder as Record<string, unknown>;
  for (const key of name === '*' ? Object.keys(fields) : [name]) {
    if (rest.length > 0) revive(fields[key], rest);
    else if (typeof fields[key] === 'string') fields[key] = new Date(fields[key]);
  }
}
