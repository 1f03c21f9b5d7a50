import type { OpenApiRouter } from 'trpc-to-openapi';
import { z } from 'zod';
import type { Entry } from '../../rpc/catalogue.ts';

/**
 * The procedures as the generator takes them. It refuses subscriptions, knows no fields that travel as headers,
 * and describes failures of its own; schemas go through untouched.
 */
export function documentedProcedures(entries: readonly Entry[]): OpenApiRouter {
  const procedures = Object.fromEntries(entries.map((entry) => [entry.name, { _def: documented(entry) }]));
  return { _def: { procedures } } as unknown as OpenApiRouter;
}

function documented({ name, kind, operation }: Entry) {
  const [method, path] = operation.rest.split(' ');
  const whole = withoutRules(operation.input as z.ZodObject);
  const input = kind === 'mutation' ? whole : withoutMaps(whole);
  const headers = Object.entries(operation.headers ?? {});
  const inHeader = Object.fromEntries(headers.map(([field]) => [field, true as const]));
  return {
    type: kind === 'mutation' ? 'mutation' : 'query',
    inputs: [headers.length > 0 ? input.omit(inHeader as never) : input],
    output: operation.output,
    meta: {
      openapi: {
        method,
        path,
        operationId: name,
        summary: operation.summary,
        description: operation.description,
        tags: [name.split('.')[0]],
        errorResponses: [],
        ...(headers.length > 0
          ? {
              requestHeaders: z.object(
                Object.fromEntries(headers.map(([field, header]) => [header, input.shape[field]!])),
              ),
            }
          : {}),
      },
    },
  };
}

/** What no document can say of fields together; the generator would lose with it that no others are known. */
const withoutRules = (input: z.ZodObject): z.ZodObject =>
  input.def.checks?.length ? new z.ZodObject({ ...input.def, checks: [] }) : input;

/** The generator refuses maps in a query. They are JSON text there, which is said where parameters are described. */
function withoutMaps(input: z.ZodObject): z.ZodObject {
  const maps = Object.entries(input.shape).filter(([, field]) => isMap(field as z.ZodType));
  return maps.length === 0
    ? input
    : input.extend(Object.fromEntries(maps.map(([name]) => [name, queryJson.optional()])));
}

const isMap = (field: z.ZodType) =>
  (field instanceof z.ZodOptional ? field.unwrap() : field) instanceof z.ZodRecord;

const queryJson = z
  .string()
  .min(2)
  .max(8192)
  .regex(/^\{[\s\S]*\}$/)
  .meta({ contentMediaType: 'application/json' });
