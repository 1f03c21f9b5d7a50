import { generateOpenApiDocument } from 'trpc-to-openapi';
import { type Entry, operationsOf } from '../../rpc/catalogue.ts';
import { describeOperation } from './describe-operation.ts';
import type { Components, OpenApiDocument, Schema } from './document-types.ts';
import { documentedProcedures } from './documented-procedures.ts';
import { wireForm } from './examples.ts';
import { answerHeaders, requestHeaders } from './headers.ts';
import { linksOf } from './links.ts';
import { problemExamples } from './problem-examples.ts';
import { problemSchemas } from './problem-schemas.ts';
import { pruneComponents } from './prune-components.ts';
import type { Surface } from './surfaces.ts';
import { isJsonValue, jsonValue, tidySchema } from './tidy-schema.ts';

type Walkable = Parameters<typeof operationsOf>[0];

/** The OpenAPI document of a router: the same for the same router, whoever asks and whenever. */
export function openApiDocument(router: Walkable, surface: Surface): OpenApiDocument {
  const entries = operationsOf(router);
  const { openapi, paths, components } = generate(entries, surface);
  const named: Components = {
    schemas: { ...tidyComponents(components.schemas), ...problemSchemas, JsonValue: jsonValue },
    responses: {},
    parameters: { ...requestHeaders },
    headers: { ...answerHeaders },
    examples: { ...problemExamples },
    links: linksOf(entries),
    securitySchemes: { ...surface.securitySchemes },
  };
  const described: OpenApiDocument['paths'] = {};
  for (const entry of entries) {
    const [method = '', path = ''] = entry.operation.rest.split(' ');
    const generated = paths[path]?.[method.toLowerCase()];
    if (!generated) throw new Error(`${entry.name} is missing from the generated document.`);
    described[path] = {
      ...described[path],
      [method.toLowerCase()]: describeOperation(entry, entries, generated, named),
    };
  }
  return pruneComponents({
    openapi,
    info: {
      title: surface.title,
      summary: surface.summary,
      description: surface.guide,
      version: surface.version,
      contact: { name: 'Woes', url: 'https://docs.woes.dev' },
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [
      {
        url: surface.base,
        description: 'The server that this document was read from, in production as in development.',
        'x-internal': false,
      },
    ],
    tags: tagsOf(entries, surface),
    paths: described,
    components: named,
  });
}

function generate(entries: Entry[], { title, version, base, securitySchemes }: Surface): OpenApiDocument {
  const document = generateOpenApiDocument(documentedProcedures(entries), {
    title,
    version,
    baseUrl: base,
    openApiVersion: '3.1.1',
    securitySchemes: securitySchemes as never,
  });
  return wireForm(document) as OpenApiDocument;
}

/** The schemas that contracts have named; those that the generator named itself must be known by another name. */
function tidyComponents(schemas: Record<string, Schema>): Record<string, Schema> {
  const named: Record<string, Schema> = {};
  for (const [name, schema] of Object.entries(schemas)) {
    if (!name.startsWith('__')) named[name] = tidySchema(schema);
    else if (!isJsonValue(schema))
      throw new Error('A schema that refers to itself needs a name: meta({ id }).');
  }
  return named;
}

/** Categories in the order of the router, as far as they have operations. */
function tagsOf(entries: Entry[], { tags }: Surface): OpenApiDocument['tags'] {
  const used = new Set(entries.map(({ name }) => name.split('.')[0]!));
  return [...used].map((name) => {
    const description = tags[name];
    if (!description) throw new Error(`The category ${name} has no description.`);
    return { name, 'x-displayName': name.charAt(0).toUpperCase() + name.slice(1), description };
  });
}
