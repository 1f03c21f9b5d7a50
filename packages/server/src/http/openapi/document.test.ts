import { expect, test } from 'vitest';
import { z } from 'zod';
import { errorTable } from '../../contract/errors.ts';
import { appRouter, widgetRouter } from '../../router.ts';
import { errorCodesOf, operationsOf } from '../../rpc/catalogue.ts';
import { jsonDecoder } from '../rest/schema-codec.ts';
import { openApiDocument } from './document.ts';
import type { MediaType, OpenApiDocument, OperationObject, Parameter, Schema } from './document-types.ts';
import { widgetSurface, workspaceSurface } from './surfaces.ts';

const surfaces = [
  { name: 'workspace', router: appRouter, surface: workspaceSurface },
  { name: 'widget', router: widgetRouter, surface: widgetSurface },
] as const;

const documents = surfaces.map(({ name, router, surface }) => ({
  name,
  surface,
  entries: operationsOf(router),
  document: openApiDocument(router, surface),
}));

/** Every operation of both documents with what it was made from. */
const all = documents.flatMap(({ document, entries }) =>
  entries.map((entry) => {
    const [method = '', path = ''] = entry.operation.rest.split(' ');
    return { entry, document, described: document.paths[path]?.[method.toLowerCase()] as OperationObject };
  }),
);

const resolve = <T>(document: OpenApiDocument, value: T | { $ref: string }): T => {
  const ref = (value as { $ref?: string }).$ref;
  if (!ref) return value as T;
  return ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], document) as T;
};

const validators = new WeakMap<Schema, z.ZodType>();

/** The schema with all that it refers to, as a document of its own. */
function standalone(document: OpenApiDocument, schema: Schema): z.ZodType {
  const known = validators.get(schema);
  if (known) return known;
  const text = JSON.stringify({ ...schema, $defs: document.components.schemas });
  const made = z.fromJSONSchema(JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/')));
  validators.set(schema, made);
  return made;
}

test('the document is the same each time it is made, and leaves the schemas as they were', () => {
  for (const { router, surface, name } of surfaces) {
    const { document } = documents.find((one) => one.name === name)!;
    expect(JSON.stringify(openApiDocument(router, surface))).toBe(JSON.stringify(document));
  }
});

test('every operation is in the document under its SDK name, and nothing else is', () => {
  for (const { document, entries } of documents) {
    const ids = Object.values(document.paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    );
    expect(ids.sort()).toEqual(entries.map(({ name }) => name).sort());
  }
});

test('summaries are short, and every operation, parameter and tag is described', () => {
  for (const { entry, described, document } of all) {
    expect(described.summary.length, entry.name).toBeLessThanOrEqual(60);
    expect(described.summary, entry.name).not.toMatch(/\.$/);
    expect(described.description.length, entry.name).toBeGreaterThan(20);
    for (const parameter of described.parameters ?? [])
      expect(resolve<Parameter>(document, parameter).description, entry.name).not.toBe('');
  }
});

test('an operation lists exactly the codes that it can answer with over REST', () => {
  for (const { entry, described, document } of all) {
    const listed = Object.entries(described.responses).flatMap(([status, response]) => {
      if (Number(status) < 400) return [];
      const { content } = resolve<{ content: Record<string, MediaType> }>(document, response as never);
      const [, narrowed] = content['application/problem+json']!.schema.allOf!;
      const codes = narrowed!.properties!.code!.enum as (keyof typeof errorTable)[];
      for (const code of codes) expect(errorTable[code].status).toBe(Number(status));
      return codes;
    });
    const expected = errorCodesOf(entry).filter(
      (code) =>
        code !== 'batch_too_large' &&
        (!/^(GET|DELETE) /.test(entry.operation.rest) ||
          !['invalid_json', 'payload_too_large', 'unsupported_media_type'].includes(code)),
    );
    expect(listed.sort(), entry.name).toEqual(expected.sort());
  }
});

test('examples are what the schemas of the contract accept', () => {
  for (const { entry, described } of all) {
    const { input, output, example } = entry.operation;
    expect(() => input.parse(example.input), `${entry.name} input`).not.toThrow();
    const shown = Object.values(described.responses)[0] as { content?: Record<string, MediaType> };
    const answer = shown.content?.['application/json']?.example;
    if (answer === undefined) continue;
    const decode = jsonDecoder(output) ?? ((value: unknown) => value);
    expect(() => output.parse(decode(answer)), `${entry.name} output`).not.toThrow();
  }
});

test('examples are what the schemas of the document accept', () => {
  let checked = 0;
  for (const { entry, described, document } of all) {
    const contents = [described.requestBody, ...Object.values(described.responses)].flatMap((part) => {
      const { content = {} } = resolve<{ content?: Record<string, MediaType> }>(
        document,
        (part ?? {}) as never,
      );
      return Object.entries(content);
    });
    for (const [mediaType, { schema, example, examples = {} }] of contents) {
      const validator = standalone(document, schema);
      const values = [
        ...(example === undefined ? [] : [example]),
        ...Object.values(examples).map((each) => resolve<{ value: unknown }>(document, each as never).value),
      ];
      for (const value of values) {
        const { error } = validator.safeParse(value);
        expect(error, `${entry.name} ${mediaType}`).toBeUndefined();
        checked++;
      }
    }
    for (const parameter of described.parameters ?? []) {
      const { schema, example, name } = resolve<Parameter>(document, parameter);
      if (example === undefined) continue;
      expect(standalone(document, schema).safeParse(example).error, `${entry.name} ${name}`).toBeUndefined();
      checked++;
    }
  }
  expect(checked).toBeGreaterThan(300);
});

/** Every schema below one, with the way to it. */
function* below(
  document: OpenApiDocument,
  schema: Schema,
  path: string,
  seen = new Set<unknown>(),
): Generator<[string, Schema]> {
  const found = resolve<Schema>(document, schema as never);
  if (seen.has(found)) return;
  seen.add(found);
  yield [path, found];
  for (const key of ['anyOf', 'oneOf', 'allOf'] as const)
    for (const [i, one] of (found[key] ?? []).entries())
      yield* below(document, one, `${path}/${key}/${i}`, seen);
  for (const [name, one] of Object.entries(found.properties ?? {}))
    yield* below(document, one, `${path}/${name}`, seen);
  for (const key of ['items', 'propertyNames', 'additionalProperties'] as const) {
    const one = found[key];
    if (typeof one === 'object') yield* below(document, one, `${path}/${key}`, seen);
  }
}

test('every string, list, map and number of a request is bounded', () => {
  const unbounded: string[] = [];
  for (const { entry, described, document } of all) {
    const schemas = [
      ...(described.parameters ?? []).map((each) => resolve<Parameter>(document, each).schema),
      ...Object.values(described.requestBody?.content ?? {}).map(({ schema }) => schema),
    ];
    for (const [path, schema] of schemas.flatMap((each) => [...below(document, each, entry.name)])) {
      const types = [schema.type ?? []].flat();
      if (schema.enum || schema.const !== undefined) continue;
      // Of several forms each is bounded by itself.
      if (schema.oneOf) continue;
      const missing = [
        ...(types.includes('string') && schema.maxLength === undefined ? ['maxLength'] : []),
        ...(types.includes('array') && schema.maxItems === undefined ? ['maxItems'] : []),
        ...(types.includes('integer') && schema.minimum === undefined ? ['minimum'] : []),
        ...(types.includes('integer') && schema.maximum === undefined ? ['maximum'] : []),
        ...(types.includes('object') &&
        schema.additionalProperties !== false &&
        schema.maxProperties === undefined
          ? ['maxProperties']
          : []),
        ...(types.includes('object') && schema.additionalProperties === undefined
          ? ['additionalProperties']
          : []),
        ...(types.length === 0 && !schema.anyOf && !schema.allOf ? ['type'] : []),
      ];
      unbounded.push(...missing.map((keyword) => `${path}: ${keyword}`));
    }
  }
  expect(unbounded).toEqual([]);
});

test('times are marked as times, and path parameters have patterns', () => {
  for (const { entry, described, document } of all) {
    for (const each of described.parameters ?? []) {
      const { name, in: place, schema, required } = resolve<Parameter>(document, each);
      if (place !== 'path') continue;
      expect(required, `${entry.name} ${name}`).toBe(true);
      for (const one of schema.anyOf ?? [schema])
        expect(one.pattern ?? one.enum, `${entry.name} ${name}`).toBeDefined();
    }
  }
  for (const { document } of documents)
    for (const [name, schema] of Object.entries(document.components.schemas))
      for (const [path, each] of below(document, schema, name))
        if (/(At|Since)$/.test(path)) expect(each.format, path).toBe('date-time');
});

test('list parameters are repeated', () => {
  for (const { entry, described, document } of all)
    for (const each of described.parameters ?? []) {
      const parameter = resolve<Parameter>(document, each);
      if (parameter.schema.type !== 'array') continue;
      expect([parameter.style, parameter.explode], `${entry.name} ${parameter.name}`).toEqual(['form', true]);
    }
});

test('each operation asks for the key that its contract names, and public ones for none', () => {
  const schemes = { key: 'widgetKey', session: 'widgetSession' } as const;
  for (const { entry, described, document } of all) {
    const { access } = entry.operation;
    const expected =
      'public' in access
        ? []
        : [
            {
              ['widget' in access ? schemes[access.widget] : 'root' in access ? 'rootToken' : 'credential']:
                [],
            },
          ];
    expect(described.security, entry.name).toEqual(expected);
    for (const requirement of described.security)
      for (const name of Object.keys(requirement))
        expect(document.components.securitySchemes).toHaveProperty(name);
    expect(described['x-woes-scope'], entry.name).toBe('scope' in access ? access.scope : undefined);
  }
});

test('writes take an idempotency key, versioned ones also a version', () => {
  for (const { entry, described } of all) {
    const refs = (described.parameters ?? []).map((each) =>
      '$ref' in each ? each.$ref.split('/').at(-1) : null,
    );
    expect(refs.includes('IdempotencyKey'), entry.name).toBe(entry.kind === 'mutation');
    expect(described['x-woes-idempotent'], entry.name).toBe(
      entry.kind === 'mutation' && !entry.operation.neverReplayed,
    );
    const fields = (entry.operation.input as z.ZodObject).shape;
    expect(refs.includes('IfMatch'), entry.name).toBe('expectedVersion' in fields);
  }
});

test('fields that travel as headers are header parameters and nowhere else', () => {
  for (const { entry, described, document } of all) {
    for (const [field, header] of Object.entries(entry.operation.headers ?? {})) {
      const parameters = (described.parameters ?? []).map((each) => resolve<Parameter>(document, each));
      expect(parameters.filter(({ name }) => name === header).map((one) => one.in)).toEqual(['header']);
      expect(parameters.map(({ name }) => name)).not.toContain(field);
      expect(JSON.stringify(described.requestBody ?? {})).not.toContain(field);
    }
  }
});

test('what is created links to the operation that reads it', () => {
  const document = documents[0]!.document;
  const created = document.paths['/conversations']!.post!.responses['201'] as never as Record<string, object>;
  expect(created.headers).toHaveProperty('Location');
  expect(document.components.links.conversationsGet).toMatchObject({
    operationId: 'conversations.get',
    parameters: { id: '$response.body#/id' },
  });
});

test('streams are text of events, with the header to resume them', () => {
  for (const { described, entry, document } of all.filter((one) => one.entry.kind === 'subscription')) {
    const answer = described.responses['200'] as { content: Record<string, MediaType> };
    expect(Object.keys(answer.content), entry.name).toEqual(['text/event-stream']);
    const names = (described.parameters ?? []).map((each) => resolve<Parameter>(document, each).name);
    expect(names, entry.name).toContain('Last-Event-ID');
  }
});

test('nothing of the tools that made it is left in the document', () => {
  for (const { document } of documents) {
    const text = JSON.stringify(document);
    for (const leaked of [
      'typeName',
      'isWellFormed',
      '$id',
      '$schema',
      '__schema',
      'error.',
      'INTERNAL_SERVER_ERROR',
    ])
      expect(text.includes(`"${leaked}`), leaked).toBe(false);
    const refs = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref!);
    for (const ref of refs) expect(resolve(document, { $ref: ref }), ref).toBeDefined();
  }
});
