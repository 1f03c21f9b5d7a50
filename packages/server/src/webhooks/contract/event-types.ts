import { z } from 'zod';
import { scope } from '../../authentication/contract.ts';
import { operation } from '../../contract/operation.ts';
import { text } from '../../contract/shapes.ts';
import { eventTable } from './event-table.ts';

const jsonObject = (description: string) => z.record(text(100), z.json()).meta({ description });

export const eventTypeShape = z
  .strictObject({
    name: text(100).meta({ examples: ['message.received'] }),
    category: text(50).meta({ description: 'Category of the API whose record it tells of.' }),
    description: text(500),
    requiredScope: scope.meta({ description: 'Without it a credential sees no event of this type.' }),
    schema: jsonObject('JSON Schema of `data`. Of a person who was erased `data` may say less.'),
    example: jsonObject('An example of `data`.'),
    since: text(10).meta({ description: 'Date of the contract that had it first.' }),
  })
  .meta({ id: 'EventType' });
export type EventTypeDescription = z.output<typeof eventTypeShape>;

const shown = eventTable['note.deleted'];

export const listEventTypes = operation({
  summary: 'List event types',
  description:
    'Every type of event that the credential may see, with the schema of what it says. Feed, stream and webhooks deliver the same object.',
  access: { scope: 'webhooks:read' },
  rest: 'GET /event-types',
  input: z.strictObject({
    category: text(50)
      .optional()
      .meta({ description: 'Only types of this category.', examples: ['customers'] }),
  }),
  output: z.strictObject({ object: z.literal('list'), data: z.array(eventTypeShape).max(500) }),
  example: {
    input: { category: 'conversations' },
    output: {
      object: 'list',
      data: [
        {
          name: 'note.deleted',
          category: 'conversations',
          description: shown.description,
          requiredScope: shown.scope,
          schema: { type: 'object', required: ['noteId'] },
          example: { noteId: 'note_01jd0000000000000000000001' },
          since: '2026-09-01',
        },
      ],
    },
  },
});
