/** What the log says of refused calls, whoever made them: every suite's requests go through here. */
const seen = new Map<string, Set<string>>();

/** Keeps the code of a refused call. Other lines pass. */
export function noteRefusal(line: string): void {
  if (!line.includes('"procedure":')) return;
  const { surface, procedure, code } = JSON.parse(line) as Record<string, string>;
  if (!surface || !procedure || !code || code === 'ok') return;
  const name = `${surface} ${procedure}`;
  const codes = seen.get(name) ?? new Set();
  seen.set(name, codes.add(code));
}

/** The codes that each operation was seen to give, by its door and name. */
export const givenCodes = (): ReadonlyMap<string, ReadonlySet<string>> => seen;
