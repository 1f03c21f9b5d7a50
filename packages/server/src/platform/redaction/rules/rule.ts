export type Pattern = readonly [source: string, flags: string];

/** What a finding of a rule may look like without being a secret. */
export interface Allowance {
  /** What the patterns are held against: the secret itself when left out. */
  readonly target?: 'match' | 'line';
  readonly regexes: readonly Pattern[];
  /** Parted by spaces. */
  readonly stopwords?: string;
}

/** A rule as data. The first group that took part is the secret, or the whole match. */
export interface RuleData {
  readonly id: string;
  readonly source: string;
  readonly flags: string;
  /** The match reaches to the left over the name that it begins in. */
  readonly leadIn?: boolean;
  /** Files that the rule is about; text without a name is searched all the same. */
  readonly path?: Pattern;
  /** Bits per character that a secret has at least. */
  readonly entropy?: number;
  /** In lower case; text without any of them is not searched. */
  readonly keywords: readonly string[];
  readonly allow?: readonly Allowance[];
}
