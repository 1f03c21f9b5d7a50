import { type ErrorCode, errorTable } from '../../contract/errors.ts';
import { isStorable } from '../../platform/idempotency/index.ts';
import { type Entry, errorCodesOf } from '../../rpc/catalogue.ts';
import { type Components, type Reference, type ResponseObject, schemaRef } from './document-types.ts';
import { type AnswerHeader, headerRefs } from './headers.ts';

/** Codes that only a request with a body can get, and one that only a batch can. */
const ofBodies: readonly ErrorCode[] = ['invalid_json', 'payload_too_large', 'unsupported_media_type'];
const ofBatches: readonly ErrorCode[] = ['batch_too_large'];

/** The refusals of an operation by status. Operations with the same codes share one component. */
export function problemResponses(
  entry: Entry,
  hasBody: boolean,
  { responses }: Components,
): Record<string, Reference> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of errorCodesOf(entry)) {
    if (ofBatches.includes(code) || (!hasBody && ofBodies.includes(code))) continue;
    const { status } = errorTable[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const statuses = [...byStatus].sort(([a], [b]) => a - b);
  return Object.fromEntries(
    statuses.map(([status, codes]) => {
      const name = `${status}.${codes.join('.')}`;
      responses[name] ??= problemResponse(status, codes);
      return [status, { $ref: `#/components/responses/${name}` }];
    }),
  );
}

function problemResponse(status: number, codes: ErrorCode[]): ResponseObject {
  return {
    description: codes.map((code) => `\`${code}\`: ${errorTable[code].meaning}`).join('\n\n'),
    headers: headerRefs(headersOf(status, codes)),
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

function headersOf(status: number, codes: ErrorCode[]): AnswerHeader[] {
  // A caller that is not known is counted by nothing that it may read.
  if (status === 401) return ['Woes-Request-Id', 'Woes-Version', 'WWW-Authenticate'];
  return [
    'Woes-Request-Id',
    'Woes-Version',
    'RateLimit',
    'RateLimit-Policy',
    ...(status === 415 ? (['Accept-Post'] as const) : []),
    ...(status === 429 || status === 503 ? (['Retry-After'] as const) : []),
    ...(codes.some((code) => isStorable(status, code)) ? (['Idempotent-Replayed'] as const) : []),
  ];
}
