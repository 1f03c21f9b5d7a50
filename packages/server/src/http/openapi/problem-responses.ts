import { type ErrorCode, errorTable } from '../../contract/errors.ts';
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
    headers: headerRefs(headersOf(status)),
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

function headersOf(status: number): AnswerHeader[] {
  const always: AnswerHeader[] = ['Woes-Request-Id'];
  if (status === 401) return [...always, 'WWW-Authenticate'];
  if (status === 415) return [...always, 'Accept-Post'];
  if (status === 429) return [...always, 'RateLimit', 'RateLimit-Policy', 'Retry-After'];
  if (status === 503) return [...always, 'Retry-After'];
  return always;
}
