import { z } from 'zod';
import { text } from '../contract/shapes.ts';
import { outgoingFaults } from '../platform/http-out/index.ts';
import { maskSecrets } from '../platform/redaction/index.ts';
import type { ProviderRow } from './context-rows.ts';
import type { ContextFact, ContextFault, FactDefinition } from './contract.ts';
import type { contextFacts } from './tables.ts';

type Remembered = typeof contextFacts.$inferSelect;

/** What a value has to be, by the type of its fact. */
const forms: { [type in FactDefinition['type']]: z.ZodType<string | number | boolean> } = {
  text: text(2000),
  number: z.number().min(-1e15).max(1e15),
  boolean: z.boolean(),
  date: z.iso.date().or(z.iso.datetime({ offset: true })),
  url: z.url({ protocol: /^https?$/ }).max(2000),
};

const details: Record<ContextFault, string> = {
  ...outgoingFaults,
  refused: 'The host answered with a status that is no success.',
  invalid_value: 'The value is not of the type of the fact.',
};
const errorOf = (code: ContextFault) => ({ code, detail: details[code] });

/** The part of what a provider told that was asked of it, so that nothing else is kept. */
export function keptOf({ facts }: ProviderRow, data: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const { key, type } of facts) {
    if (!Object.hasOwn(data, key) || data[key] === null) continue;
    const parsed = forms[type].safeParse(data[key]);
    kept[key] = parsed.success ? parsed.data : { invalid: true };
  }
  return kept;
}

/** Facts of one provider as they are shown. Secrets are never, what is sensitive is by right only. */
export function presentFacts(
  provider: ProviderRow,
  remembered: Remembered | null,
  { mayReveal, now }: { mayReveal: boolean; now: Date },
): ContextFact[] {
  const { data = null, fetchedAt = null, expiresAt = null, error = null } = remembered ?? {};
  return provider.facts.map(({ key, label, type, sensitive }) => {
    const told = data?.[key] ?? null;
    const isInvalid = typeof told === 'object' && told !== null;
    const value = isInvalid ? null : (told as string | number | boolean | null);
    const isHidden = sensitive && !mayReveal && value !== null;
    const shown = typeof value === 'string' ? maskSecrets(value).slice(0, 2000).toWellFormed() : value;
    return {
      key,
      label,
      type,
      value: isHidden ? null : shown,
      source: provider.key,
      fetchedAt,
      expiresAt,
      stale:
        error !== null &&
        fetchedAt !== null &&
        fetchedAt.getTime() + provider.ttlSeconds * 1000 <= now.getTime(),
      redactions: isHidden ? ['sensitive'] : shown === value ? [] : ['secret'],
      error: error ? errorOf(error) : isInvalid ? errorOf('invalid_value') : null,
    };
  });
}
