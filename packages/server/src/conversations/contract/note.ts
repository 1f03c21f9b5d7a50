import { z } from 'zod';
import { exampleId, id } from '../../contract/ids.ts';
import { operation } from '../../contract/operation.ts';
import { actor, sequence, text, timestamp, version } from '../../contract/shapes.ts';
import { sizes } from '../../contract/sizes.ts';
import { exampleTime } from './conversation.ts';

export const note = z
  .strictObject({
    id: id('note'),
    conversationId: id('conv'),
    timelineSequence: sequence('Number of the note among all timeline items of its conversation.'),
    author: actor,
    body: text(32_000),
    pinned: z.boolean(),
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
  pinned: false,
  version: 1,
  createdAt: exampleTime,
  updatedAt: exampleTime,
};

export const createNote = operation({
  summary: 'Create a note',
  description: 'Adds an operator-only note. Customers never see notes, not even that there are any.',
  access: { scope: 'conversations:write' },
  rest: 'POST /conversations/{conversationId}/notes',
  status: 201,
  input: z.strictObject({
    conversationId: id('conv'),
    body: text(sizes.messageCharacters, 1),
    pinned: z.boolean().default(false),
  }),
  output: note,
  events: ['note.created'],
  example: {
    input: { conversationId: exampleId('conv'), body: 'Their app was registered without the scope.' },
    output: noteExample,
  },
});
