interface Masks {
  text(text: string): string;
  whole(text: string, type: string): string;
  isKept(text: string): boolean;
}

/** Names of fields whose value is a secret whatever it looks like. */
const secretField =
  /^(?:x[-_])?(?:(?:[a-z0-9]+[-_.]?)*(?:password|passwd|passphrase|secret|secretkey|apikey|api[-_]?key|accesskey|access[-_]?key|privatekey|private[-_]?key|clientsecret|(?:access|refresh|auth|id|session|bearer|api|security)[-_]?token)|token|pwd|authorization|proxy[-_]authorization|cookie|set[-_]cookie|credentials)$/i;

export const isSecretField = (name: string): boolean => name.length <= 128 && secretField.test(name);

const deepest = 200;

/** Walks values and names. What is too deep to be walked is masked, not passed. */
export function redactJson(value: unknown, masks: Masks, name?: string, depth = 0): unknown {
  if (typeof value === 'string') {
    if (name !== undefined && value !== '' && isSecretField(name) && !masks.isKept(value))
      return masks.whole(value, 'field');
    return name !== undefined ? inContext(value, name, masks) : masks.text(value);
  }
  if (typeof value !== 'object' || value === null) return redactNumber(value, name, masks);
  if (depth >= deepest) return masks.whole('', 'too_deep');
  if (value instanceof Date) return value;
  if (Array.isArray(value)) return value.map((item) => redactJson(item, masks, name, depth + 1));
  const named = headerName(value);
  const fields = new Map<string, unknown>();
  for (const [key, field] of Object.entries(value)) {
    const about = named !== undefined && key === 'value' ? named : key;
    fields.set(unusedName(masks.text(key), fields), redactJson(field, masks, about, depth + 1));
  }
  return Object.fromEntries(fields);
}

/** Names that differed may be masked alike; no field is lost for it. */
function unusedName(name: string, fields: ReadonlyMap<string, unknown>): string {
  let unused = name;
  for (let n = 2; fields.has(unused); n++) unused = `${name} (${n})`;
  return unused;
}

/** In a HAR, and wherever lists hold names and values, the name of a value stands beside it. */
const headerName = (value: object): string | undefined =>
  'name' in value && typeof value.name === 'string' && 'value' in value ? value.name : undefined;

/** Rules that look for a name beside the value find it in front of it. */
function inContext(value: string, name: string, masks: Masks): string {
  const masked = masks.text(value);
  if (masked !== value || value.length > 512 || !/^[\w .-]{1,64}$/.test(name) || /["\n]/.test(value))
    return masked;
  const lead = `${name}="`;
  const whole = masks.text(`${lead}${value}"`);
  return whole.startsWith(lead) && whole.endsWith('"') ? whole.slice(lead.length, -1) : masked;
}

/** A card or an account may be written as a number. */
function redactNumber(value: unknown, name: string | undefined, masks: Masks): unknown {
  if (typeof value !== 'number' && typeof value !== 'bigint') return value;
  const text = String(value);
  if (name !== undefined && isSecretField(name)) return masks.whole(text, 'field');
  if (text.length < 12) return value;
  const masked = masks.text(text);
  return masked === text ? value : masked;
}
