import {
  type Answer,
  createWorkspace,
  request,
  type TestWorkspace,
  testRootToken,
} from '@woes/server/testing';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type {
  Header,
  MediaType,
  OpenApiDocument,
  OperationObject,
  ResponseObject,
  Schema,
} from '../packages/server/src/http/openapi/document-types.ts';
import { exampleInput, type Ids, oneOfEach, restRequest, workspaceOperations } from './support/operations.ts';

let workspace: TestWorkspace;
let ids: Ids;
let document: OpenApiDocument;

beforeAll(async () => {
  workspace = await createWorkspace();
  ids = await oneOfEach(workspace);
  document = (await request(workspace.server, 'GET', '/openapi.json')).body;
});

const validators = new Map<string, z.ZodType>();

function validator(schema: Schema): z.ZodType {
  const text = JSON.stringify(schema);
  const known = validators.get(text);
  if (known) return known;
  const whole = JSON.stringify({ ...schema, $defs: document.components.schemas });
  const made = z.fromJSONSchema(JSON.parse(whole.replaceAll('#/components/schemas/', '#/$defs/')));
  validators.set(text, made);
  return made;
}

/** Headers that not every answer has, and headers of HTTP itself. */
const sometimes = ['idempotent-replayed', 'link', 'ratelimit', 'ratelimit-policy', 'retry-after'];
const ordinary =
  /^(content-(type|length)|cache-control|connection|date|keep-alive|transfer-encoding|vary|x-content-type-options)$/;

/** What the document does not say about an answer, or says otherwise. */
function contradictions({ responses }: OperationObject, answer: Answer): string[] {
  const given = responses[answer.status];
  if (!given) return [`status ${answer.status}: ${answer.text.slice(0, 200)}`];
  const response = (
    '$ref' in given ? document.components.responses[given.$ref.split('/').at(-1)!] : given
  ) as ResponseObject;
  if (answer.status === 204) return answer.text === '' ? [] : ['204 with a body'];
  const mediaType = answer.headers.get('content-type') ?? '';
  const described: MediaType | undefined = response.content?.[mediaType];
  const isEmpty = !response.content && answer.text === '';
  if (!described && !isEmpty) return [`${answer.status} as ${mediaType}`];
  const error = described ? validator(described.schema).safeParse(answer.body).error : undefined;
  const named = Object.keys(response.headers ?? {}).map((name) => name.toLowerCase());
  const sent = [...answer.headers.keys()].filter((name) => !ordinary.test(name));
  return [
    ...(error ? [`${answer.status} body: ${error.message}`] : []),
    ...sent.filter((name) => !named.includes(name)).map((name) => `${answer.status} has ${name}`),
    ...named
      .filter((name) => !sometimes.includes(name) && !sent.includes(name))
      .map((name) => `${answer.status} lacks ${name}`),
    ...named.flatMap((name) => headerProblems(name, answer.headers.get(name))),
  ];
}

function headerProblems(name: string, value: string | null): string[] {
  if (value === null) return [];
  const [, header] = Object.entries(document.components.headers).find(
    ([each]) => each.toLowerCase() === name,
  ) as [string, Header];
  const decoded = header.schema.type === 'integer' ? Number(value) : value;
  return validator(header.schema).safeParse(decoded).success ? [] : [`${name}: ${value}`];
}

test.each(
  workspaceOperations
    .filter(({ kind }) => kind !== 'subscription')
    .map((entry) => [entry.name, entry] as const),
)('%s answers with nothing but what its document says', async (_name, entry) => {
  // What one operation deletes, the next one would miss.
  if (entry.operation.rest.startsWith('DELETE')) ids = await oneOfEach(workspace);
  const { method, path, ...asked } = restRequest(entry, exampleInput(entry, ids));
  const described = document.paths[entry.operation.rest.split(' ')[1]!]![method.toLowerCase()]!;
  const key = 'root' in entry.operation.access ? testRootToken : workspace.admin.key;
  const authorization = { authorization: `Bearer ${key}` };
  const send = (more: object) => request(workspace.server, method, `/api/v1${path}`, { ...asked, ...more });

  const answers = [
    await send({ headers: authorization }),
    await send({ headers: {} }),
    await send({ headers: { authorization: 'Bearer woesk_unknown' } }),
    await send({ headers: authorization, query: { ...asked.query, unknownParameter: '1' } }),
  ];
  if (entry.kind === 'mutation')
    answers.push(
      await send({ headers: { ...authorization, 'Idempotency-Key': 'not visible' } }),
      await send({ headers: { ...authorization, 'Idempotency-Key': `documented-${entry.name}` } }),
      await send({ headers: { ...authorization, 'Idempotency-Key': `documented-${entry.name}` } }),
    );
  if (described.requestBody)
    answers.push(
      await send({ headers: authorization, body: { ...(asked.body as object), unknownField: 1 } }),
      await send({ headers: authorization, body: '{' }),
      await send({ headers: { ...authorization, 'content-type': 'text/plain' } }),
    );
  expect(answers.flatMap((answer) => contradictions(described, answer))).toEqual([]);
  expect(answers.filter(({ status }) => status < 300).length, answers[0]!.text).toBeGreaterThan(0);
});
