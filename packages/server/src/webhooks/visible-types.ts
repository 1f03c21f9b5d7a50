import type { Scope } from '../contract/scopes.ts';
import type { Call } from '../rpc/context.ts';
import { type EventTypeName, eventTable, eventTypeNames, eventTypeOf } from './contract.ts';

type Holder = ReadonlySet<Scope>;

/** The scopes by which events are shown. What is no credential reads no log. */
export const scopesOf = ({ principal }: Pick<Call, 'principal'>): Holder =>
  principal.kind === 'credential' ? principal.scopes : new Set();

/** Whether a credential with these scopes sees events of a type. One that is in no table is nobody's. */
export const isVisible = (scopes: Holder, type: string): boolean => {
  const known = eventTypeOf(type);
  return known !== null && scopes.has(known.scope);
};

/** Whether a type is one of those asked for: exact names, or `resource.*`. */
export const isNamed = (asked: readonly string[], type: string): boolean =>
  asked.some((each) => (each.endsWith('*') ? type.startsWith(each.slice(0, -1)) : each === type));

/** The types of the table that are asked for and may be seen. */
export const visibleTypes = (scopes: Holder, asked?: readonly string[]): EventTypeName[] =>
  eventTypeNames.filter(
    (type) => scopes.has(eventTable[type].scope) && (asked === undefined || isNamed(asked, type)),
  );
