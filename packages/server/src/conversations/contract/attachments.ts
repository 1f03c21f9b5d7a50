import { z } from 'zod';
import { exampleId, id } from '../../contract/ids.ts';
import { operation } from '../../contract/operation.ts';
import { text, timestamp } from '../../contract/shapes.ts';
import { sizes } from '../../contract/sizes.ts';
import { exampleTime } from './conversation.ts';

const filename = () =>
  text(255, 1)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
    .regex(/^[^/\\\u0000-\u001f\u007f]+$/, 'Must be a name without a path.')
    .meta({ examples: ['request.har'] });
const contentType = () =>
  z
    .string()
    .min(3)
    .max(100)
    .regex(/^[a-z]+\/[a-z0-9][a-z0-9.+-]*$/, 'Must be a media type in lower case.')
    .meta({ examples: ['image/png'] });
const sha256 = () =>
  z
    .string()
    .length(64)
    .regex(/^[0-9a-f]{64}$/, 'Must be 64 hexadecimal digits.');

/** What a message says of a file that came with it. */
export const messageAttachment = z
  .strictObject({
    id: id('att'),
    filename: text(255),
    contentType: text(100),
    size: z.int().min(1).max(sizes.attachmentBytes),
  })
  .meta({ id: 'MessageAttachment' });
export type MessageAttachment = z.output<typeof messageAttachment>;

export const attachment = z
  .strictObject({
    id: id('att'),
    filename: text(255),
    contentType: text(100).meta({
      description: 'What the content says it is, once it is here; what was announced before.',
    }),
    size: z.int().min(1).max(sizes.attachmentBytes).meta({ description: 'Bytes.' }),
    sha256: text(64).nullable(),
    state: z.enum(['pending', 'ready', 'rejected']).meta({
      description: '`pending` until the content has been uploaded, `rejected` when it may not be kept.',
    }),
    rejectedFor: z.enum(['type_not_allowed', 'type_mismatch', 'hash_mismatch']).nullable(),
    messageId: id('msg').nullable(),
    uploadUrl: text(2048).nullable().meta({
      description: 'Where to PUT the content, while it is pending. It needs no credential and ends soon.',
    }),
    downloadUrl: text(2048).nullable().meta({
      description: 'Where to GET the content, once it is ready. It needs no credential and ends soon.',
    }),
    urlExpiresAt: timestamp().nullable(),
    createdAt: timestamp(),
  })
  .meta({ id: 'Attachment' });
export type Attachment = z.output<typeof attachment>;

const example: Attachment = {
  id: exampleId('att'),
  filename: 'request.har',
  contentType: 'application/json',
  size: 48_213,
  sha256: null,
  state: 'pending',
  rejectedFor: null,
  messageId: null,
  uploadUrl: '/api/v1/attachments/att_01jd0000000000000000000001/content?token=…',
  downloadUrl: null,
  urlExpiresAt: exampleTime,
  createdAt: exampleTime,
};

export const createAttachment = operation({
  summary: 'Announce an attachment',
  description:
    'Announces a file and gives the address to PUT its content to, with exactly the announced number of bytes. What it is is told by its content: programs are refused. Name it in `attachmentIds` of a message afterwards; what no message names is removed after a day.',
  access: { scope: 'messages:write' },
  rest: 'POST /attachments',
  status: 201,
  input: z.strictObject({
    filename: filename(),
    contentType: contentType(),
    size: z.int().min(1).max(sizes.attachmentBytes).meta({ description: 'Bytes.' }),
    sha256: sha256().optional().meta({ description: 'Refuse content with another SHA-256.' }),
  }),
  output: attachment,
  events: ['attachment.created'],
  example: {
    input: { filename: 'request.har', contentType: 'application/json', size: 48_213 },
    output: example,
  },
});

export const getAttachment = operation({
  summary: 'Get an attachment',
  description: 'One attachment, with an address for its content that ends soon.',
  access: { scope: 'messages:read' },
  rest: 'GET /attachments/{id}',
  input: z.strictObject({ id: id('att') }),
  output: attachment,
  example: {
    input: { id: exampleId('att') },
    output: {
      ...example,
      state: 'ready',
      uploadUrl: null,
      downloadUrl: '/api/v1/attachments/att_01jd0000000000000000000001/content?token=…',
    },
  },
});
