const mask = '[masked]';

/** Names of headers and fields whose value is nobody's business. */
const secretName =
  /authorization|cookie|secret|token|password|passphrase|signature|credential|pepper|api[-_]?key|idempotency[-_]?key/i;

/** Forms of our keys and the best known of others. What is left of one is its prefix. */
const secretForm =
  /(woes(?:[kcsr]|root)_|whsec_|sk_live_|sk_test_|gh[pousr]_|xox[abprs]-|AKIA|AIza|eyJ[\w-]+\.)[\w\-.+/=]{8,}|(Bearer |Basic )\s*[\w\-.+/=]{8,}|(:\/\/[^\s:/@]*:)[^\s@/]+(?=@)/gi;

/** A line of a log is no place for more, and what is searched for secrets must end. */
const lengthMax = 10_000;

/** The text without the secrets that are known by their form. Long texts are cut. */
export const maskText = (text: string): string =>
  (text.length > lengthMax ? `${text.slice(0, lengthMax)}…` : text).replace(
    secretForm,
    (_all, prefix?: string, scheme?: string, user?: string) => `${prefix ?? scheme ?? user ?? ''}${mask}`,
  );

/** The value without secrets, known by the name of their field or by their form. Deep values are cut. */
export function maskFields(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return maskText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Error) return maskText(value.message);
  if (depth > 4) return '[deep]';
  if (Array.isArray(value)) return value.map((each) => maskFields(each, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      secretName.test(name) && each !== null ? mask : maskFields(each, depth + 1),
    ]),
  );
}
