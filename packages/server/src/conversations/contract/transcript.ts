import { z } from 'zod';
import { exampleId, id } from '../../contract/ids.ts';
import { operation } from '../../contract/operation.ts';
import { sequence, text } from '../../contract/shapes.ts';
import { recordSizes } from '../../contract/sizes.ts';

const format = z.enum(['json', 'markdown', 'text']);

export const exportTranscript = operation({
  summary: 'Export a transcript',
  description: `Writes a conversation down as one document: messages in their order, on request with notes and changes. It holds ${recordSizes.transcriptItems} items at most; \`nextAfterSequence\` says where the next part begins. Secrets in the text are masked.`,
  access: { scope: 'conversations:read' },
  rest: 'GET /conversations/{id}/transcript',
  cost: 5,
  input: z.strictObject({
    id: id('conv'),
    format: format.default('markdown'),
    includeNotes: z.boolean().default(false),
    includeChanges: z.boolean().default(false),
    afterSequence: sequence('Only items after this place of the timeline.').optional(),
  }),
  output: z
    .strictObject({
      conversationId: id('conv'),
      format,
      contentType: text(100),
      filename: text(100),
      content: text(recordSizes.transcriptItems * 33_000).meta({ description: 'The document itself.' }),
      items: z.int().min(0).max(recordSizes.transcriptItems),
      nextAfterSequence: sequence('Where the next part begins; null at the end.').nullable(),
    })
    .meta({ id: 'Transcript' }),
  example: {
    input: { id: exampleId('conv'), format: 'text' },
    output: {
      conversationId: exampleId('conv'),
      format: 'text',
      contentType: 'text/plain; charset=utf-8',
      filename: 'conversation-1042.txt',
      content:
        'Adding tracks to a playlist (#1042)\n\n2026-11-22 09:30 Mariah\nWhich scope do I need to add tracks to a playlist?\n',
      items: 1,
      nextAfterSequence: null,
    },
  },
});
