import { z } from 'zod';
import { exampleId, id } from '../../contract/ids.ts';
import { operation } from '../../contract/operation.ts';
import { expectedVersion, text } from '../../contract/shapes.ts';
import { recordSizes } from '../../contract/sizes.ts';
import { exampleTime } from './conversation.ts';
import { message, messageBody, messageExample } from './message.ts';

const sentExample = {
  ...messageExample,
  id: exampleId('msg', 2),
  sequence: 2,
  timelineSequence: 2,
  direction: 'outbound' as const,
  author: { type: 'credential' as const, id: exampleId('key'), name: 'Support backend' },
  body: { format: 'text' as const, text: 'You need playlist-modify-public.' },
  delivery: { state: 'sent' as const, attempts: 1, errorCode: null, at: null },
};

export const getMessage = operation({
  summary: 'Get a message',
  description: 'One message by id.',
  access: { scope: 'messages:read' },
  rest: 'GET /messages/{id}',
  input: z.strictObject({ id: id('msg') }),
  output: message,
  example: { input: { id: exampleId('msg') }, output: messageExample },
});

export const editMessage = operation({
  summary: 'Edit a message',
  description:
    "Replaces the text of a message of the team. What customers wrote is theirs: it can be redacted or deleted, not edited. Only channels that show edits are corrected on the customer's side as well.",
  access: { scope: 'messages:write' },
  rest: 'PATCH /messages/{id}',
  input: z.strictObject({ id: id('msg'), body: messageBody, expectedVersion: expectedVersion() }),
  output: message
    .extend({
      editSupportedByChannel: z
        .boolean()
        .meta({ description: 'Whether the customer sees the new text in place of the old one.' }),
    })
    .meta({ id: 'EditedMessage' }),
  errors: ['version_conflict', 'state_conflict'],
  events: ['message.updated'],
  example: {
    input: { id: exampleId('msg', 2), body: { text: 'You need playlist-modify-private.' } },
    output: {
      ...sentExample,
      body: { format: 'text', text: 'You need playlist-modify-private.' },
      editedAt: exampleTime,
      version: 2,
      editSupportedByChannel: true,
    },
  },
});

export const deleteMessage = operation({
  summary: 'Delete a message',
  description:
    'Removes the text of a message; its number stays, so that no other changes. `everywhere` asks channels that can to remove it on the side of the customer as well. What events have said of it stays: redact it first to take that out. Deleting a deleted one changes nothing.',
  access: { scope: 'messages:write' },
  rest: 'DELETE /messages/{id}',
  status: 200,
  input: z.strictObject({
    id: id('msg'),
    reach: z.enum(['local', 'everywhere']).default('everywhere'),
    expectedVersion: expectedVersion(),
  }),
  output: message,
  errors: ['version_conflict', 'state_conflict'],
  events: ['message.deleted'],
  example: {
    input: { id: exampleId('msg', 2) },
    output: { ...sentExample, body: { format: 'text', text: '' }, deletedAt: exampleTime, version: 2 },
  },
});

export const reportDelivery = operation({
  summary: 'Report a delivery',
  description:
    'Tells what became of a message that you deliver yourself, as on an `api` channel: `sent`, `delivered`, `read`, or `failed` with the code of your channel. It only moves forward; a repeated report changes nothing.',
  access: { scope: 'messages:write' },
  rest: 'POST /messages/{id}/delivery',
  status: 200,
  input: z.strictObject({
    id: id('msg'),
    state: z.enum(['sent', 'delivered', 'read', 'failed']),
    errorCode: text(100, 1).optional(),
    expectedVersion: expectedVersion(),
  }),
  output: message,
  errors: ['version_conflict', 'illegal_transition', 'state_conflict'],
  events: ['message.sent', 'message.delivered', 'message.read', 'message.failed'],
  example: {
    input: { id: exampleId('msg', 2), state: 'failed', errorCode: 'mailbox_full' },
    output: {
      ...sentExample,
      delivery: { state: 'failed', attempts: 1, errorCode: 'mailbox_full', at: exampleTime },
      version: 2,
    },
  },
});

export const retryMessage = operation({
  summary: 'Retry a failed message',
  description: 'Queues a message again whose delivery has failed.',
  access: { scope: 'messages:write' },
  rest: 'POST /messages/{id}/retry',
  status: 200,
  input: z.strictObject({ id: id('msg'), expectedVersion: expectedVersion() }),
  output: message,
  errors: ['version_conflict', 'illegal_transition', 'state_conflict'],
  events: ['message.queued'],
  example: {
    input: { id: exampleId('msg', 2) },
    output: {
      ...sentExample,
      delivery: { state: 'queued', attempts: 1, errorCode: null, at: exampleTime },
      version: 3,
    },
  },
});

export const redactMessage = operation({
  summary: 'Redact a message',
  description:
    'Masks parts of the text for good: by place, or everything of the given kinds that the redactor finds. The masked text is removed from the message, from events, previews and stored answers too, and cannot be had back.',
  access: { scope: 'messages:write' },
  rest: 'POST /messages/{id}/redact',
  status: 200,
  input: z
    .strictObject({
      id: id('msg'),
      spans: z
        .array(
          z
            .strictObject({ start: z.int().min(0).max(32_000), end: z.int().min(1).max(32_000) })
            .refine(({ start, end }) => start < end, 'Must end after it starts.'),
        )
        .min(1)
        .max(recordSizes.redactionSpans)
        .optional()
        .meta({ description: 'Places in UTF-16 code units, the end not included.' }),
      kinds: z
        .array(
          z
            .string()
            .min(1)
            .max(64)
            .regex(/^[a-z0-9_-]+$/, 'Must be a kind of the redactor.'),
        )
        .min(1)
        .max(recordSizes.redactionKinds)
        .optional()
        .meta({
          description: 'Kinds of the redactor such as `email`; `secrets` and `personal` name all of theirs.',
        }),
      reason: text(500, 1).optional(),
      expectedVersion: expectedVersion(),
    })
    .refine(({ spans, kinds }) => spans !== undefined || kinds !== undefined, {
      message: 'Say `spans`, `kinds` or both.',
      path: ['spans'],
    }),
  output: message,
  errors: ['version_conflict', 'state_conflict'],
  events: ['message.redacted'],
  example: {
    input: { id: exampleId('msg'), spans: [{ start: 0, end: 5 }], reason: 'A name.' },
    output: {
      ...messageExample,
      body: { format: 'text', text: '[redacted] scope do I need to add tracks to a playlist?' },
      redactions: [{ kind: 'manual', count: 1 }],
      version: 2,
    },
  },
});
