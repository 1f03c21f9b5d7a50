import { exampleId } from '../../contract/ids.ts';
import { apiVersions, newestVersion } from '../../contract/versions.ts';
import type { Header, Parameter, Reference } from './document-types.ts';

const listOf = (item: string) => `^${item}(, ${item})*$`;

/** Headers of answers. */
export const answerHeaders = {
  'Woes-Request-Id': {
    description: 'Id of the request. The server knows it by this id in its log.',
    schema: { type: 'string', maxLength: 30, pattern: '^req_[0-7][0-9a-hjkmnp-tv-z]{25}$' },
    example: exampleId('req'),
  },
  'Woes-Version': {
    description: 'Date of the contract that the answer is in.',
    schema: { type: 'string', maxLength: 10, pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' },
    example: newestVersion,
  },
  'RateLimit-Policy': {
    description: 'The policies that count this request: quota `q` of units in a window of `w` seconds.',
    schema: { type: 'string', maxLength: 500, pattern: listOf('"[a-z-]+";q=[0-9]+;w=[0-9]+') },
    example: '"key";q=1000;w=10, "workspace";q=2500;w=10',
  },
  RateLimit: {
    description:
      'What is left of each policy (`r`) and the seconds until it is whole again (`t`), scarcest first.',
    schema: { type: 'string', maxLength: 500, pattern: listOf('"[a-z-]+";r=[0-9]+;t=[0-9]+') },
    example: '"key";r=987;t=1, "workspace";r=2401;t=1',
  },
  'Retry-After': {
    description: 'Seconds to wait before trying again.',
    schema: { type: 'integer', format: 'int32', minimum: 0, maximum: 86_400 },
    example: 1,
  },
  'WWW-Authenticate': {
    description: 'How to authenticate, with the code of the refusal.',
    schema: { type: 'string', maxLength: 200, pattern: '^Bearer realm="woes", error="[a-z_]+"$' },
    example: 'Bearer realm="woes", error="invalid_credentials"',
  },
  'Accept-Post': {
    description: 'The media type that bodies must have.',
    schema: { type: 'string', enum: ['application/json'] },
    example: 'application/json',
  },
  ETag: {
    description: 'Version of the object, in quotes. Send it back as `If-Match`.',
    schema: { type: 'string', maxLength: 12, pattern: '^"[0-9]{1,10}"$' },
    example: '"3"',
  },
  Location: {
    description: 'Path of what was created.',
    schema: { type: 'string', maxLength: 500, pattern: '^/api/[!-~]+$' },
    example: `/api/v1/conversations/${exampleId('conv')}`,
  },
  Link: {
    description:
      'The next page, as `rel="next"`, but for the last; and where an older contract is answered, `rel="deprecation"` leads to what has changed.',
    schema: {
      type: 'string',
      maxLength: 4000,
      pattern: '^<[!-~]+>; rel="(next|deprecation)"(, <[!-~]+>; rel="next")?$',
    },
    example: '</api/v1/customers?cursor=eyJ2Ijox>; rel="next"',
  },
  'Idempotent-Replayed': {
    description: '`true` when this is the stored answer of an earlier request with the same key.',
    schema: { type: 'string', enum: ['true'] },
    example: 'true',
  },
  'Access-Control-Allow-Origin': {
    description: 'The page that asked, when it was a page of another origin.',
    schema: { type: 'string', maxLength: 300, pattern: '^(null|[a-z][a-z0-9+.-]*://[!-~]+)$' },
    example: 'https://docs.example.com',
  },
} satisfies Record<string, Header>;

export type AnswerHeader = keyof typeof answerHeaders;

/** The named headers, each by reference. */
export const headerRefs = (names: readonly AnswerHeader[]): Record<string, Reference> =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

const servedVersions = apiVersions.filter(({ status }) => status !== 'retired').map(({ version }) => version);

/** Headers of requests that mean the same on every operation that takes them. */
export const requestHeaders = {
  WoesVersion: {
    name: 'Woes-Version',
    in: 'header',
    description:
      'Date of the contract to speak. Left out, a credential speaks the one that was newest when it was created.',
    required: false,
    schema: { type: 'string', enum: servedVersions },
    example: newestVersion,
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'Makes repeating safe: the request is carried out once, and repeats with the same key get the same answer. 1 to 255 visible characters, bare or in double quotes.',
    required: false,
    schema: { type: 'string', minLength: 1, maxLength: 257, pattern: '^("[!-~]{1,255}"|[!-~]{1,255})$' },
    example: '4f2c1c5e-9a0d-4f0e-b0c5-0d9d3a1b7c11',
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    description:
      'Refuse the change (`version_conflict`) unless the object has this version, as in its `ETag`.',
    required: false,
    schema: { type: 'string', minLength: 3, maxLength: 11, pattern: '^"[1-9][0-9]{0,8}"$' },
    example: '"3"',
  },
  LastEventId: {
    name: 'Last-Event-ID',
    in: 'header',
    description: 'Resume after this event. Clients of server-sent events send it by themselves.',
    required: false,
    schema: { type: 'string', minLength: 1, maxLength: 15, pattern: '^[0-9]{1,15}$' },
    example: '41',
  },
} satisfies Record<string, Parameter>;

export const requestHeaderRef = (name: keyof typeof requestHeaders): Reference => ({
  $ref: `#/components/parameters/${name}`,
});
