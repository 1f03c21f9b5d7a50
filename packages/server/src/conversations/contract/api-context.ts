import { z } from 'zod';
import { exampleId, id } from '../../contract/ids.ts';
import { operation } from '../../contract/operation.ts';
import { type ApiContext, apiContext, expectedVersion } from '../../contract/shapes.ts';
import { conversation, conversationExample } from './conversation.ts';

const nullable = <T extends z.ZodRawShape>(shape: T) =>
  Object.fromEntries(
    Object.entries(shape).map(([name, field]) => [
      name,
      ((field as z.ZodOptional).unwrap() as z.ZodType).nullable().optional(),
    ]),
  ) as {
    [K in keyof T]: T[K] extends z.ZodOptional<infer F extends z.ZodType>
      ? z.ZodOptional<z.ZodNullable<F>>
      : never;
  };

export const apiContextOrigin = z
  .strictObject({
    source: z
      .enum(['manual', 'parsed', 'widget'])
      .meta({ description: 'Said by the team, read out of a message, or told by the page of the visitor.' }),
    confidence: z.number().min(0).max(1),
    parsedFrom: id('msg').nullable(),
  })
  .meta({ id: 'ApiContextOrigin' });
export type ApiContextOrigin = z.output<typeof apiContextOrigin>;

const origins = z
  .strictObject({
    method: apiContextOrigin.optional(),
    path: apiContextOrigin.optional(),
    statusCode: apiContextOrigin.optional(),
    errorCode: apiContextOrigin.optional(),
    requestId: apiContextOrigin.optional(),
    sdk: apiContextOrigin.optional(),
    environment: apiContextOrigin.optional(),
    occurredAt: apiContextOrigin.optional(),
  } satisfies Record<keyof ApiContext, unknown>)
  .meta({ id: 'ApiContextOrigins', description: 'Where each field comes from.' });
export type ApiContextOrigins = z.output<typeof origins>;

export const setApiContext = operation({
  summary: 'Say which API call it is about',
  description:
    'Merges what is known of the API call that the conversation is about: null clears a field, what is left out stays. What was said by hand is not replaced by what was parsed or came from a widget.',
  access: { scope: 'conversations:write' },
  rest: 'PATCH /conversations/{id}/api-context',
  input: z.strictObject({
    id: id('conv'),
    ...nullable(apiContext.shape),
    source: apiContextOrigin.shape.source.default('manual'),
    confidence: z.number().min(0).max(1).default(1),
    parsedFrom: id('msg').optional(),
    expectedVersion: expectedVersion(),
  }),
  output: z
    .strictObject({
      conversationId: id('conv'),
      apiContext: apiContext.nullable(),
      origins,
      version: conversation.shape.version,
    })
    .meta({ id: 'ConversationApiContext' }),
  errors: ['version_conflict', 'state_conflict', 'reference_not_usable'],
  events: ['conversation.api_context_changed'],
  example: {
    input: { id: exampleId('conv'), method: 'POST', path: '/v1/playlists/{id}/tracks', statusCode: 403 },
    output: {
      conversationId: exampleId('conv'),
      apiContext: { ...conversationExample.apiContext, path: '/v1/playlists/{id}/tracks' },
      origins: { path: { source: 'manual', confidence: 1, parsedFrom: null } },
      version: 2,
    },
  },
});
