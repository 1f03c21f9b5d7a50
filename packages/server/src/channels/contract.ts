import { z } from 'zod';
import { exampleId, id } from '../contract/ids.ts';
import { page, pageInput } from '../contract/lists.ts';
import { operation } from '../contract/operation.ts';
import { name, timestamp, version } from '../contract/shapes.ts';

export const channelType = z.enum(['live_chat', 'discord', 'email', 'api']);

export const channel = z
  .strictObject({
    id: id('chn'),
    type: channelType,
    name: name(),
    status: z.enum(['setup', 'active', 'degraded', 'disabled']),
    version: version(),
    createdAt: timestamp(),
    updatedAt: timestamp(),
  })
  .meta({ id: 'Channel' });
export type Channel = z.output<typeof channel>;

const at = new Date('2026-11-22T09:30:00.000Z');
const channelExample: Channel = {
  id: exampleId('chn'),
  type: 'live_chat',
  name: 'Documentation site',
  status: 'active',
  version: 1,
  createdAt: at,
  updatedAt: at,
};

export const listChannels = operation({
  summary: 'List channels',
  description: 'The ways by which conversations reach the workspace.',
  access: { scope: 'channels:read' },
  rest: 'GET /channels',
  input: z.strictObject({ ...pageInput, type: channelType.optional() }),
  output: page(channel),
  errors: ['invalid_cursor'],
  example: {
    input: {},
    output: { object: 'list', data: [channelExample], hasMore: false, nextCursor: null },
  },
});

export const createChannel = operation({
  summary: 'Create a channel',
  description:
    'A channel of type `live_chat` or `api`, ready at once. The other types need a connection of their own and cannot be created yet.',
  access: { scope: 'channels:write' },
  rest: 'POST /channels',
  status: 201,
  input: z.strictObject({ type: z.enum(['live_chat', 'api']), name: name() }),
  output: channel,
  events: ['channel.created'],
  example: { input: { type: 'live_chat', name: 'Documentation site' }, output: channelExample },
});

export const getChannel = operation({
  summary: 'Get a channel',
  description: 'One channel.',
  access: { scope: 'channels:read' },
  rest: 'GET /channels/{id}',
  input: z.strictObject({ id: id('chn') }),
  output: channel,
  example: { input: { id: exampleId('chn') }, output: channelExample },
});
