import type { Entry } from '../../rpc/catalogue.ts';
import type { Link, Reference } from './document-types.ts';
import { camelCase } from './names.ts';

/** The operation that reads what this one creates, where the answer holds the id that it takes. */
export function readerOf({ operation }: Entry, entries: readonly Entry[]): Entry | undefined {
  const [method, path] = operation.rest.split(' ');
  if (method !== 'POST' || operation.status !== 201) return undefined;
  return entries.find((entry) => entry.operation.rest === `GET ${path}/{id}`);
}

const nameOf = (reader: Entry) => camelCase(reader.name);

/** One link per operation that reads what another creates. */
export function linksOf(entries: readonly Entry[]): Record<string, Link> {
  const links: Record<string, Link> = {};
  for (const entry of entries) {
    const reader = readerOf(entry, entries);
    if (!reader) continue;
    links[nameOf(reader)] = {
      operationId: reader.name,
      description: 'Reads what was created.',
      parameters: { id: '$response.body#/id' },
    };
  }
  return links;
}

export const linkRefs = (reader: Entry): Record<string, Reference> => ({
  [nameOf(reader)]: { $ref: `#/components/links/${nameOf(reader)}` },
});
