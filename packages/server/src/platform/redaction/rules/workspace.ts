import type { Rule } from '../secrets/rule-set.ts';

const alphabets = {
  hex: '0-9a-fA-F',
  base62: '0-9A-Za-z',
  base64: '0-9A-Za-z+/=',
  base64url: '0-9A-Za-z_-',
} as const;

/** How keys of a workspace's own API look: learned from its description, or told when a source is added. */
export interface KeyFormat {
  /** Names it in placeholders: lower case letters, digits and underscores. */
  readonly type: string;
  /** What keys begin with, at least three characters. */
  readonly prefix: string;
  /** Characters after the prefix, at least and at most. */
  readonly length: readonly [min: number, max: number];
  readonly alphabet: keyof typeof alphabets;
}

/** Formats are data and never patterns, so none of them can be slow or match everything. */
export function workspaceRules(formats: readonly KeyFormat[]): Rule[] {
  return formats.map(({ type, prefix, length: [min, max], alphabet }) => {
    const isSane =
      /^[a-z][a-z0-9_]{0,39}$/.test(type) &&
      /^[\x21-\x7e]{3,64}$/.test(prefix) &&
      Number.isInteger(min) &&
      Number.isInteger(max) &&
      4 <= min &&
      min <= max &&
      max <= 1024;
    if (!isSane) throw new Error(`The key format "${type}" cannot be used.`);
    const literal = prefix.replace(
      /[^0-9A-Za-z]/g,
      (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
    );
    return {
      id: type,
      source: `${literal}[${alphabets[alphabet]}]{${min},${max}}`,
      flags: '',
      keywords: [prefix.toLowerCase()],
      tier: 'token',
      own: true,
    };
  });
}
