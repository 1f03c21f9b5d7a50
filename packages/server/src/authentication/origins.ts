/** Whether a page may use a widget key: its origin is listed, or fits a `*.` that stands for one label. */
export function isOriginAllowed(allowed: readonly string[], origin: string | null): boolean {
  if (origin === null) return false;
  return allowed.some((pattern) => {
    if (!pattern.includes('*.')) return pattern === origin;
    const [scheme, rest] = pattern.split('*.') as [string, string];
    if (!origin.startsWith(scheme) || !origin.endsWith(`.${rest}`)) return false;
    const label = origin.slice(scheme.length, -rest.length - 1);
    return /^[a-z0-9-]+$/.test(label);
  });
}
