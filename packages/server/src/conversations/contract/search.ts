import { z } from 'zod';
import { filterOf } from '../../contract/filters.ts';
import { exampleId, id } from '../../contract/ids.ts';
import { limitMax, nextCursor, pageInput } from '../../contract/lists.ts';
import { operation } from '../../contract/operation.ts';
import { text } from '../../contract/shapes.ts';
import { conversation, conversationExample, conversationFilterFields } from './conversation.ts';

export const searchField = z.enum(['subject', 'customer', 'messages', 'notes']);
export type SearchField = z.output<typeof searchField>;

export const searchHighlight = z
  .strictObject({
    field: z.enum([
      'subject',
      'customer.name',
      'customer.email',
      'customer.externalId',
      'account.name',
      'message',
      'note',
    ]),
    id: z
      .union([id('msg'), id('note')])
      .nullable()
      .meta({ description: 'The message or note that it stands in.' }),
    parts: z
      .array(z.strictObject({ text: text(1000), match: z.boolean() }))
      .max(100)
      .meta({
        description:
          'The text around what was found, in parts, as it is stored. Nothing in it is markup: escape it where you show it.',
      }),
  })
  .meta({ id: 'SearchHighlight' });
export type SearchHighlight = z.output<typeof searchHighlight>;

export const searchHit = z
  .strictObject({
    conversation,
    score: z.int().min(0).max(1000).meta({
      description: 'How well it fits: more for words in the subject or the name than in messages and notes.',
    }),
    highlights: z.array(searchHighlight).max(10),
  })
  .meta({ id: 'SearchHit' });
export type SearchHit = z.output<typeof searchHit>;

export const searchConversations = operation({
  summary: 'Search conversations',
  description:
    'Full text over subjects, customers (name, address, your own id, names of their accounts), messages and notes. A conversation fits when it has all words, wherever they stand in it: `adding tracks "exact words" -without begin*`. Case, accents and the English plural make no difference; what is written together, such as `invalid_scope`, is searched as words that stand together. Best first, of equal ones the newest first. What was written before the call is found. A page may hold fewer than `limit` although there are more: follow `nextCursor` until it is null. A conversation whose words change while you page may move. Without words it lists, newest first.',
  access: { scope: 'conversations:read' },
  rest: 'POST /conversations/search',
  cost: 5,
  changesNothing: true,
  input: z.strictObject({
    query: text(500)
      .optional()
      .meta({ examples: ['adding tracks "insufficient scope"'] }),
    in: z
      .array(searchField)
      .min(1)
      .max(4)
      .optional()
      .meta({ description: 'Where to look; everywhere when left out.' }),
    filter: filterOf(conversationFilterFields).optional(),
    sort: z
      .enum(['relevance', '-created_at', 'created_at'])
      .default('relevance')
      .meta({ description: 'Best first, or by creation.' }),
    highlight: z.boolean().default(true),
    ...pageInput,
  }),
  output: z
    .strictObject({
      object: z.literal('list'),
      data: z.array(searchHit).max(limitMax),
      hasMore: z.boolean(),
      nextCursor: nextCursor(),
      total: z.int().min(0).max(2_147_483_647).nullable().meta({
        description:
          'Conversations with these words, to a few; null without words, for phrases and with a filter.',
      }),
      incomplete: z
        .boolean()
        .meta({ description: 'So much was written lately that not all of it has been looked at.' }),
    })
    .meta({ id: 'SearchResult' }),
  errors: ['invalid_cursor'],
  example: {
    input: { query: 'adding tracks', filter: { field: 'state', op: 'ne', value: 'resolved' } },
    output: {
      object: 'list',
      data: [
        {
          conversation: conversationExample,
          score: 6,
          highlights: [
            {
              field: 'subject',
              id: null,
              parts: [
                { text: 'Adding', match: true },
                { text: ' ', match: false },
                { text: 'tracks', match: true },
                { text: ' to a playlist', match: false },
              ],
            },
            {
              field: 'message',
              id: exampleId('msg'),
              parts: [
                { text: 'Which scope do I need to add ', match: false },
                { text: 'tracks', match: true },
                { text: ' to a playlist?', match: false },
              ],
            },
          ],
        },
      ],
      hasMore: false,
      nextCursor: null,
      total: null,
      incomplete: false,
    },
  },
});
