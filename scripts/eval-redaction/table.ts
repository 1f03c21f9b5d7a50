/** Every number of the results, a line each, named by the way to it. */
export function asTable(results: unknown, name = ''): string {
  if (Array.isArray(results)) return '';
  if (typeof results !== 'object' || results === null) {
    const shown =
      typeof results === 'number' && !Number.isInteger(results) ? results.toFixed(4) : String(results);
    return `${name.padEnd(52)}${shown}`;
  }
  return Object.entries(results)
    .map(([field, value]) => asTable(value, name ? `${name}.${field}` : field))
    .filter((line) => line !== '')
    .join('\n');
}
