import { type ErrorCode, errorTable } from '../../contract/errors.ts';
import { isStorable } from '../../platform/idempotency/index.ts';
import { type Entry, errorCodesOf } from '../../rpc/catalogue.ts';
import { type Components, type Reference, type ResponseObject, schemaRef } from './document-types.ts';
import { type AnswerHeader, headerRefs } from './headers.ts';

/** Codes that only a request with a body can get, and one that only a batch can. */
const ofBodies: readonly ErrorCode[] = ['invalid_json', 'payload_too_large', 'unsupported_media_type'];
const ofBatches: readonly ErrorCode[] = ['batch_too_large'];

/** What an operation can answer with over REST. Whatever takes a body reads it, also one that it has no use for. */
export function restCodesOf(entry: Entry): ErrorCode[] {
  const readsBody = !/^(GET|DELETE) /.test(entry.operation.rest);
  return errorCodesOf(entry).filter(
    (code) => !ofBatches.includes(code) && (readsBody || !ofBodies.includes(code)),
  );
}

/** The refusals of an operation by status. Operations with the same codes share one component. */
export function problemResponses(entry: Entry, { responses }: Components): Record<string, Reference> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of restCodesOf(entry)) {
    const { status } = errorTable[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const statuses = [...byStatus].sort(([a], [b]) => a - b);
  return Object.fromEntries(
    statuses.map(([status, codes]) => {
      const name = `${status}.${codes.join('.')}`;
      responses[name] ??= problemResponse(status, codes, 'widget' in entry.operation.access);
      return [status, { $ref: `#/components/responses/${name}` }];
    }),
  );
}

function problemResponse(status: number, codes: ErrorCode[], toPages: boolean): ResponseObject {
  return {
    description: codes.map((code) => `\`${code}\`: ${errorTable[code].meaning}`).join('\n\n'),
    headers: headerRefs(headersOf(status, codes, toPages)),
    content: {
      'application/problem+json': {
        schema: {
          allOf: [
            schemaRef('Problem'),
            { type: 'object', properties: { status: { const: status }, code: { enum: codes } } },
          ],
        },
        examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
      },
    },
  };
}

function headersOf(status: number, codes: ErrorCode[], toPages: boolean): AnswerHeader[] {
  return [
    'Woes-Request-Id',
    'Woes-Version',
    'RateLimit',
    'RateLimit-Policy',
    ...(toPages ? (['Access-Control-Allow-Origin'] as const) : []),
    ...(status === 401 ? (['WWW-Authenticate'] as const) : []),
    ...(status === 415 ? (['Accept-Post'] as const) : []),
    ...(status === 429 || status === 503 ? (['Retry-After'] as const) : []),
    ...(codes.some((code) => isStorable(status, code)) ? (['Idempotent-Replayed'] as const) : []),
  ];
}
