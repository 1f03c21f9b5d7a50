import { type Finding, settle } from './finding.ts';
import { redactJson } from './json.ts';
import type { CountryCode, PiiPolicy } from './pii/index.ts';
import {
  type IssuedOrdinal,
  issuedPlaceholder,
  Placeholders,
  placeholder,
  placeholderLike,
} from './placeholders.ts';
import { type KeyFormat, secretRules } from './rules/index.ts';
import { defaultBudgetMs, monotonic, scan } from './scan.ts';
import type { RuleSet } from './secrets/rule-set.ts';
import { sharedRules } from './shared-rules.ts';

/** Raised when rules or forms change, so that stored text tells by which it was redacted. */
export const policyVersion = '2026-11-25';

export interface RedactorOptions {
  /** At least 16 bytes, one per workspace: equal values are told by a hash with it. */
  readonly key: Uint8Array;
  readonly formats?: readonly KeyFormat[];
  readonly country?: CountryCode;
  /** For documentation: addresses at domains that are kept for examples stay readable. */
  readonly keepExamples?: boolean;
  readonly issued?: readonly IssuedOrdinal[];
  /** Milliseconds; what has not been searched by then is masked as a whole. */
  readonly budgetMs?: number;
  readonly now?: () => number;
}

export interface TextOptions {
  readonly path?: string;
  /** For text that was redacted before: its placeholders are ours and stay. From outside they are escaped. */
  readonly keepPlaceholders?: boolean;
}

/** Where something was masked, in the text that came and in the one that leaves. */
export interface Span {
  readonly kind: 'SECRET' | 'PII';
  readonly type: string;
  readonly ordinal: number;
  readonly start: number;
  readonly end: number;
  readonly redactedStart: number;
  readonly redactedEnd: number;
}

export interface Redaction {
  readonly applied: boolean;
  readonly countsByType: Readonly<Record<string, number>>;
  readonly policyVersion: string;
}

export interface RedactedText {
  readonly text: string;
  readonly spans: readonly Span[];
  readonly redaction: Redaction;
}

interface Applied extends RedactedText {
  /** Where a typed placeholder was escaped. */
  readonly escapes: readonly { readonly end: number; readonly redactedEnd: number }[];
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly finding: Finding | null;
}

/** Masks what must not leave, for one conversation: it numbers values, and equal ones alike. */
export class Redactor {
  readonly #rules: RuleSet;
  readonly #pii: PiiPolicy;
  readonly #placeholders: Placeholders;
  readonly #budgetMs: number;
  readonly #now: () => number;

  constructor({
    key,
    formats = [],
    country,
    keepExamples,
    issued,
    budgetMs = defaultBudgetMs,
    now = monotonic,
  }: RedactorOptions) {
    this.#rules = formats.length === 0 ? sharedRules() : secretRules(formats);
    this.#pii = { country, keepExamples };
    this.#placeholders = new Placeholders(key, issued);
    this.#budgetMs = budgetMs;
    this.#now = now;
  }

  text(text: string, options: TextOptions = {}): RedactedText {
    return this.#text(text, options, this.#now() + this.#budgetMs);
  }

  #text(text: string, { path, keepPlaceholders = false }: TextOptions, until: number): RedactedText {
    const search = { rules: this.#rules, pii: this.#pii, path, until, now: this.#now };
    let findings = scan(text, search);
    let redacted = this.#apply(text, findings, keepPlaceholders);
    // What stood beside a secret may be one as well, and is seen only now that the first is gone.
    for (let pass = 1; pass < passesMax && redacted.spans.length > 0; pass++) {
      const placeholders = placesOf(redacted.text, issuedPlaceholder);
      const more = apart(scan(redacted.text, search), placeholders);
      if (more.length === 0) break;
      const before = placeBefore(redacted);
      findings = settle([
        ...findings,
        ...more.map(({ start, end, finding }) => ({ ...finding!, start: before(start), end: before(end) })),
      ]);
      redacted = this.#apply(text, findings, keepPlaceholders);
    }
    const { text: masked, spans, redaction } = redacted;
    return { text: masked, spans, redaction };
  }

  /** Masks in the strings and the names of a JSON value, all within one budget, and leaves its structure. */
  json(value: unknown, options: TextOptions = {}): { value: unknown; redaction: Redaction } {
    const counts: Record<string, number> = {};
    const until = this.#now() + this.#budgetMs;
    const redacted = redactJson(value, {
      text: (text) => {
        const { text: masked, redaction } = this.#text(text, options, until);
        for (const [type, count] of Object.entries(redaction.countsByType))
          counts[type] = (counts[type] ?? 0) + count;
        return masked;
      },
      whole: (text, type) => {
        counts[`SECRET:${type}`] = (counts[`SECRET:${type}`] ?? 0) + 1;
        return placeholder('SECRET', type, this.#placeholders.ordinal('SECRET', type, text));
      },
      isKept: (text) =>
        options.keepPlaceholders === true && text.replace(issuedPlaceholder, '').trim() === '',
    });
    return { value: redacted, redaction: summary(counts) };
  }

  issued(): IssuedOrdinal[] {
    return this.#placeholders.issued();
  }

  #apply(text: string, findings: readonly Finding[], keepPlaceholders: boolean): Applied {
    const edits = keepPlaceholders
      ? apart(findings, placesOf(text, issuedPlaceholder))
      : withEscapes(findings, placesOf(text, placeholderLike));
    if (edits.length === 0) return { text, spans: [], escapes: [], redaction: summary({}) };
    const spans: Span[] = [];
    const escapes: { end: number; redactedEnd: number }[] = [];
    const counts: Record<string, number> = {};
    let out = '';
    let at = 0;
    for (const { start, end, finding } of edits) {
      out += text.slice(at, start);
      at = end;
      if (finding === null) {
        out += '[[_';
        escapes.push({ end, redactedEnd: out.length });
        continue;
      }
      const kind = finding.kind as 'SECRET' | 'PII';
      const ordinal = this.#placeholders.ordinal(kind, finding.type, text.slice(start, end));
      const shown = placeholder(kind, finding.type, ordinal);
      spans.push({
        kind,
        type: finding.type,
        ordinal,
        start,
        end,
        redactedStart: out.length,
        redactedEnd: out.length + shown.length,
      });
      counts[`${kind}:${finding.type}`] = (counts[`${kind}:${finding.type}`] ?? 0) + 1;
      out += shown;
    }
    return { text: out + text.slice(at), spans, escapes, redaction: summary(counts) };
  }
}

const summary = (countsByType: Record<string, number>): Redaction => ({
  applied: Object.keys(countsByType).length > 0,
  countsByType,
  policyVersion,
});

const passesMax = 4;

/** Where a place outside of all placeholders was before the text was redacted. */
function placeBefore({ spans, escapes }: Applied): (place: number) => number {
  const moves = [
    ...spans.map(({ end, redactedEnd }) => ({ from: redactedEnd, by: end - redactedEnd })),
    ...escapes.map(({ end, redactedEnd }) => ({ from: redactedEnd, by: end - redactedEnd })),
  ].sort((a, b) => a.from - b.from);
  return (place) => place + (moves.findLast(({ from }) => from <= place)?.by ?? 0);
}

const placesOf = (text: string, pattern: RegExp): Edit[] =>
  text.includes('[')
    ? [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
        start: index,
        end: index + found.length,
        finding: null,
      }))
    : [];

/** Findings and escapes in order; an escape within a finding leaves with it. */
function withEscapes(findings: readonly Finding[], escapes: readonly Edit[]): Edit[] {
  const edits = findings.map(asEdit);
  return [...edits, ...outside(escapes, edits)].sort((a, b) => a.start - b.start);
}

/** Findings without what overlaps a placeholder that is there already. */
const apart = (findings: readonly Finding[], placeholders: readonly Edit[]): Edit[] =>
  outside(findings.map(asEdit), placeholders);

const asEdit = (finding: Finding): Edit => ({ start: finding.start, end: finding.end, finding });

/** Those that touch none of the others; both are in order. */
function outside(edits: readonly Edit[], others: readonly Edit[]): Edit[] {
  let at = 0;
  return edits.filter(({ start, end }) => {
    while (at < others.length && others[at]!.end <= start) at += 1;
    return at >= others.length || others[at]!.start >= end;
  });
}
