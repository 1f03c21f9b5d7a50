export { maskSecrets, maskSecretsInLine, maskSecretsInValue } from './mask.ts';
export type { CountryCode } from './pii/index.ts';
export type { IssuedOrdinal } from './placeholders.ts';
export {
  policyVersion,
  type RedactedText,
  type Redaction,
  Redactor,
  type RedactorOptions,
  type Span,
  type TextOptions,
} from './redactor.ts';
export type { KeyFormat } from './rules/index.ts';
