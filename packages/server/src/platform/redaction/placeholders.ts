import { createHmac } from 'node:crypto';

type Kind = 'SECRET' | 'PII';

export interface IssuedOrdinal {
  readonly kind: Kind;
  readonly type: string;
  readonly ordinal: number;
  /** A keyed hash of the normalised value; the value itself is kept nowhere. */
  readonly hash: string;
}

/** Numbers values of a conversation by type; equal values have the same number. */
export class Placeholders {
  readonly #key: Uint8Array;
  readonly #ordinals = new Map<string, number>();
  readonly #last = new Map<string, number>();

  constructor(key: Uint8Array, issued: readonly IssuedOrdinal[] = []) {
    if (key.length < 16) throw new Error('Placeholders need a key of at least 16 bytes.');
    this.#key = key;
    for (const { kind, type, ordinal, hash } of issued) {
      this.#ordinals.set(`${kind}:${type}:${hash}`, ordinal);
      const name = `${kind}:${type}`;
      this.#last.set(name, Math.max(this.#last.get(name) ?? 0, ordinal));
    }
  }

  ordinal(kind: Kind, type: string, value: string): number {
    const name = `${kind}:${type}`;
    const hash = createHmac('sha256', this.#key)
      .update(`${name}:${normalised(type, value)}`)
      .digest('base64url');
    const known = this.#ordinals.get(`${name}:${hash}`);
    if (known !== undefined) return known;
    const next = (this.#last.get(name) ?? 0) + 1;
    this.#last.set(name, next);
    this.#ordinals.set(`${name}:${hash}`, next);
    return next;
  }

  /** What to keep so that the next message of the conversation numbers on. */
  issued(): IssuedOrdinal[] {
    return [...this.#ordinals].map(([id, ordinal]) => {
      const [kind, type, hash] = id.split(':') as [Kind, string, string];
      return { kind, type, ordinal, hash };
    });
  }
}

/** Ways of writing that make no other value. */
function normalised(type: string, value: string): string {
  const text = value.normalize('NFKC').trim();
  switch (type) {
    case 'email':
      return text.toLowerCase();
    case 'card':
    case 'ssn':
    case 'phone':
      return text.replace(/\D/g, '');
    case 'iban':
    case 'mac':
      return text.replace(/[^0-9A-Za-z]/g, '').toUpperCase();
    default:
      return text;
  }
}

export const placeholder = (kind: Kind, type: string, ordinal: number): string =>
  `[[${kind}:${type}:${ordinal}]]`;

/** Whatever a reader could take for a placeholder, in any case and with escaped brackets. */
export const placeholderLike = /\\?\[\\?\[(?=[\s_]*(?:SECRET|PII)\s*:)/gi;

export const issuedPlaceholder = /\[\[(?:SECRET|PII):[a-z][a-z0-9_]*:\d+\]\]/g;
