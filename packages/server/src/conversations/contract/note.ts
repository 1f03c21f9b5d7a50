import { z } from 'zod';
import { exampleId, id } from '../../contract/ids.ts';
import { operation } from '../../contract/operation.ts';
import {
  actor,
  expectedVersion,
  noContent,
  sequence,
  text,
  timestamp,
  version,
} from '../../contract/shapes.ts';
import { recordSizes, sizes } from '../../contract/sizes.ts';
import { exampleTime } from './conversation.ts';

export const note = z
  .strictObject({
    id: id('note'),
    conversationId: id('conv'),
    timelineSequence: sequence('Number of the note among all timeline items of its conversation.'),
    author: actor,
    body: text(32_000),
    mentions: z.array(id('mem')).max(recordSizes.mentions),
    pinned: z.boolean(),
    copiedFrom: id('note')
      .nullable()
      .meta({ description: 'The note of another record that it is a copy of.' }),
    version: version(),
    createdAt: timestamp(),
    updatedAt: timestamp(),
  })
  .meta({ id: 'Note' });
export type Note = z.output<typeof note>;

const noteExample: Note = {
  id: exampleId('note'),
  conversationId: exampleId('conv'),
  timelineSequence: 3,
  author: { type: 'credential', id: exampleId('key'), name: 'Support backend' },
  body: 'Their app was registered without the scope.',
  mentions: [],
  pinned: false,
  copiedFrom: null,
  version: 1,
  createdAt: exampleTime,
  updatedAt: exampleTime,
};

const mentions = z
  .array(id('mem'))
  .max(recordSizes.mentions)
  .default([])
  .meta({ description: 'Members to call to this note; each is told by `member.mentioned`.' });

export const createNote = operation({
  summary: 'Create a note',
  description: 'Adds an operator-only note. Customers never see notes, not even that there are any.',
  access: { scope: 'conversations:write' },
  rest: 'POST /conversations/{conversationId}/notes',
  status: 201,
  input: z.strictObject({
    conversationId: id('conv'),
    body: text(sizes.messageCharacters, 1),
    mentions,
    pinned: z.boolean().default(false),
  }),
  output: note,
  errors: ['reference_not_usable', 'state_conflict'],
  events: ['note.created', 'member.mentioned'],
  example: {
    input: { conversationId: exampleId('conv'), body: 'Their app was registered without the scope.' },
    output: noteExample,
  },
});

export const updateNote = operation({
  summary: 'Update a note',
  description: 'Changes the text, the mentions or the pin of a note. Members who are named anew are told.',
  access: { scope: 'conversations:write' },
  rest: 'PATCH /notes/{id}',
  input: z.strictObject({
    id: id('note'),
    body: text(sizes.messageCharacters, 1).optional(),
    mentions: z.array(id('mem')).max(recordSizes.mentions).optional(),
    pinned: z.boolean().optional(),
    expectedVersion: expectedVersion(),
  }),
  output: note,
  errors: ['version_conflict', 'reference_not_usable'],
  events: ['note.updated', 'member.mentioned'],
  example: {
    input: { id: exampleId('note'), pinned: true },
    output: { ...noteExample, pinned: true, version: 2 },
  },
});

export const deleteNote = operation({
  summary: 'Delete a note',
  description:
    'Removes a note of a person. Notes that automation wrote say how something came about, and stay: `state_conflict`.',
  access: { scope: 'conversations:write' },
  rest: 'DELETE /notes/{id}',
  status: 204,
  input: z.strictObject({ id: id('note'), expectedVersion: expectedVersion() }),
  output: noContent,
  errors: ['version_conflict', 'state_conflict'],
  events: ['note.deleted'],
  example: { input: { id: exampleId('note') }, output: undefined },
});
