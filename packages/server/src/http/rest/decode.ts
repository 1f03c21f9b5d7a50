import type { FieldProblem } from '../../contract/errors.ts';
import type { Operation } from '../../contract/operation.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { DoorContext } from '../bindings.ts';
import { readJson } from '../body.ts';
import { readIfMatch, uncheckedIfMatch } from './if-match.ts';
import { type Decode, fieldsOf, jsonDecoder, queryDecoder, textDecoder } from './schema-codec.ts';

type Location = FieldProblem['location'];

/** Makes one input of path, query, headers and body. Compiled once per operation; the schema is only read. */
export interface Decoder {
  decode(c: DoorContext): Promise<unknown>;
  /** Where a field of the input stands in the request. */
  locate(field: string): Location;
}

export function compileDecoder({ rest, input, headers = {} }: Operation, isStream = false): Decoder {
  const [method = '', path = ''] = rest.split(' ');
  const fields = fieldsOf(input);
  const names = Object.keys(fields);
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  const inHeader = Object.entries(headers);
  const hasBody = method !== 'GET' && method !== 'DELETE';
  const elsewhere = new Set([...inPath, ...Object.keys(headers)]);
  const takesIfMatch = names.includes('expectedVersion');

  const pathDecoders = inPath.map((name) => ({ name, decode: textDecoder(fields[name]!) }));
  const queryDecoders = new Map(
    hasBody
      ? []
      : names.filter((name) => !elsewhere.has(name)).map((name) => [name, queryDecoder(fields[name]!)]),
  );
  const decodeBody: Decode = jsonDecoder(input) ?? ((value) => value);

  const locate = (field: string): Location => {
    if (inPath.includes(field)) return 'path';
    if (field in headers) return 'header';
    return hasBody ? 'body' : 'query';
  };

  return {
    locate,
    async decode(c) {
      const { incoming } = c.env;
      const problems: FieldProblem[] = [];
      let found: Record<string, unknown> = {};
      const body = hasBody ? await readJson(incoming) : undefined;
      if (body !== undefined) {
        if (typeof body !== 'object' || body === null || Array.isArray(body))
          throw invalid([
            { location: 'body', pointer: '', code: 'invalid_type', detail: 'Must be an object.' },
          ]);
        found = decodeBody(body) as Record<string, unknown>;
        for (const name of elsewhere)
          if (Object.hasOwn(found, name)) problems.push(unknownField('body', name));
      }
      const url = incoming.url ?? '';
      const mark = url.indexOf('?');
      if (mark >= 0) readQuery(new URLSearchParams(url.slice(mark + 1)), queryDecoders, found, problems);
      for (const { name, decode } of pathDecoders) found[name] = decode(c.req.param(name));
      for (const [name, header] of inHeader) {
        const value = incoming.headers[header.toLowerCase()];
        if (value !== undefined) found[name] = Array.isArray(value) ? value.join(',') : value;
      }
      const ifMatch = incoming.headers['if-match'];
      if (ifMatch !== undefined) {
        const problem = takesIfMatch
          ? readIfMatch(ifMatch, found)
          : uncheckedIfMatch('This operation changes no version that could be compared.');
        if (problem) problems.push(problem);
      }
      const lastEventId = incoming.headers['last-event-id'];
      if (isStream && lastEventId !== undefined && !isSequence(lastEventId))
        problems.push({
          location: 'header',
          pointer: '/Last-Event-ID',
          code: 'invalid_format',
          detail: 'Must be the id of an event of the stream.',
        });
      if (problems.length > 0) throw invalid(problems);
      return found;
    },
  };
}

/** Followers resume by the number of the last event they got. */
const isSequence = (header: string | string[]): header is string =>
  typeof header === 'string' && /^\d{1,15}$/.test(header);

function readQuery(
  query: URLSearchParams,
  decoders: Map<string, { repeated: boolean; decode: Decode }>,
  found: Record<string, unknown>,
  problems: FieldProblem[],
): void {
  for (const name of new Set(query.keys())) {
    const decoder = decoders.get(name);
    const values = query.getAll(name);
    if (!decoder) problems.push(unknownField('query', name));
    else if (decoder.repeated) found[name] = values.map(decoder.decode);
    else if (values.length > 1)
      problems.push({
        location: 'query',
        pointer: `/${name}`,
        code: 'invalid_value',
        detail: 'Must be given once.',
      });
    else found[name] = decoder.decode(values[0]);
  }
}

const unknownField = (location: Location, name: string): FieldProblem => ({
  location,
  pointer: `/${name.slice(0, 100).replace(/~/g, '~0').replace(/\//g, '~1')}`,
  code: 'unknown_field',
  detail: 'There is no such field.',
});

export function invalid(errors: FieldProblem[]): ProblemError {
  const count = errors.length;
  return new ProblemError(
    'validation_failed',
    count === 1 ? '1 field is invalid.' : `${count} fields are invalid.`,
    {
      metadata: { count },
      errors: errors.slice(0, 50),
    },
  );
}
