import type { Entry } from '../../rpc/catalogue.ts';
import { needOf, securityOf } from './access.ts';
import type { Components, OperationObject } from './document-types.ts';
import { parametersOf } from './parameters.ts';
import { problemResponses } from './problem-responses.ts';
import { requestBodyOf } from './request-body.ts';
import { successResponse } from './success-response.ts';

/** Says of one operation what the generator cannot know: all that its contract declares beside the schemas. */
export function describeOperation(
  entry: Entry,
  entries: readonly Entry[],
  generated: OperationObject,
  components: Components,
): OperationObject {
  const { name, kind, operation } = entry;
  const { access, events = [] } = operation;
  const cost = costOf(entry);
  const parameters = parametersOf(entry, generated);
  const requestBody = requestBodyOf(entry, generated, components);
  return {
    operationId: name,
    summary: operation.summary,
    description: [operation.description, ...notes(entry, cost)].join('\n\n'),
    tags: generated.tags,
    security: securityOf(access),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(requestBody ? { requestBody } : {}),
    responses: {
      [operation.status ?? 200]: successResponse(entry, entries, generated, components),
      ...problemResponses(entry, components),
    },
    ...('scope' in access ? { 'x-woes-scope': access.scope } : {}),
    'x-woes-cost': cost,
    'x-woes-idempotent': kind === 'mutation' && !operation.neverReplayed,
    ...(events.length > 0 ? { 'x-woes-events': events } : {}),
  };
}

/** Pages of visitors are counted by the request, and what needs no key is not counted. */
function costOf({ kind, operation }: Entry): number {
  const { access, cost } = operation;
  if ('public' in access) return 0;
  if ('widget' in access) return 1;
  return cost ?? (kind === 'mutation' ? 2 : 1);
}

/** The same facts for people. */
function notes({ operation: { access, events = [] } }: Entry, cost: number): string[] {
  const units = cost === 0 ? '' : ` · ${cost} ${cost === 1 ? 'unit' : 'units'}`;
  return [
    needOf(access) + units,
    ...(events.length > 0 ? [`Events: ${events.map((event) => `\`${event}\``).join(', ')}`] : []),
  ];
}
