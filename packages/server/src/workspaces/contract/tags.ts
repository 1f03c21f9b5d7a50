import { z } from 'zod';
import { exampleId, id } from '../../contract/ids.ts';
import { order, page, pageInput } from '../../contract/lists.ts';
import { operation } from '../../contract/operation.ts';
import { expectedVersion, name, tag as slug, text, timestamp, version } from '../../contract/shapes.ts';
import { count, dryRun } from './shapes.ts';

const color = () =>
  z
    .string()
    .max(7)
    .regex(/^#[0-9a-f]{6}$/, 'Must be a colour such as #3b82f6.')
    .meta({ examples: ['#3b82f6'] });
const description = () => text(1000).meta({ description: 'What the tag is for.' });

const usage = z
  .strictObject({
    conversations: count('Conversations that hold the tag.'),
    customers: count('Customers that hold the tag.'),
    issues: count('Issues that hold the tag.'),
    total: count('All records that hold the tag.'),
  })
  .meta({ id: 'TagUsage' });
export type TagUsage = z.output<typeof usage>;

/** What happens to records when a tag goes. */
export const tagEffects = z
  .strictObject({
    conversations: count('Conversations that hold the tag.'),
    customers: count('Customers that hold the tag.'),
    issues: count('Issues that hold the tag.'),
    automations: count('Automations that name the tag.'),
    macros: count('Macros that name the tag.'),
  })
  .meta({ id: 'TagEffects' });
export type TagEffects = z.output<typeof tagEffects>;

export const tag = z
  .strictObject({
    id: id('tag'),
    slug: slug().meta({ description: 'What records hold. It never changes.' }),
    name: name(),
    color: color().nullable(),
    description: description().nullable(),
    version: version(),
    createdAt: timestamp(),
    updatedAt: timestamp(),
    usage: usage.optional().meta({ description: 'With `include=usage`.' }),
  })
  .meta({ id: 'Tag' });
export type Tag = z.output<typeof tag>;

const at = new Date('2026-11-22T09:30:00.000Z');
const example: Tag = {
  id: exampleId('tag'),
  slug: 'rate-limits',
  name: 'Rate limits',
  color: '#3b82f6',
  description: 'Questions about quotas and 429 answers.',
  version: 1,
  createdAt: at,
  updatedAt: at,
};
const noEffects: TagEffects = { conversations: 0, customers: 0, issues: 0, automations: 0, macros: 0 };

export const listTags = operation({
  summary: 'List tags',
  description:
    'The tags that the workspace has defined. Records may hold slugs that nobody has defined; they are not listed here.',
  access: { scope: 'workspace:read' },
  rest: 'GET /tags',
  input: z.strictObject({
    ...pageInput,
    sort: order(),
    query: text(200, 1)
      .optional()
      .meta({ description: 'Only tags with this in their name or slug, in any case of ASCII letters.' }),
    include: z
      .array(z.enum(['usage']))
      .max(1)
      .optional()
      .meta({ description: '`usage` counts the records that hold each tag.' }),
  }),
  output: page(tag),
  errors: ['invalid_cursor'],
  example: {
    input: { include: ['usage'] },
    output: {
      object: 'list',
      data: [{ ...example, usage: { conversations: 12, customers: 3, issues: 1, total: 16 } }],
      hasMore: false,
      nextCursor: null,
    },
  },
});

export const createTag = operation({
  summary: 'Create a tag',
  description:
    'Gives a slug a name, a colour and a description. Records that hold the slug already show them at once.',
  access: { scope: 'workspace:write' },
  rest: 'POST /tags',
  status: 201,
  input: z.strictObject({
    name: name(),
    slug: slug().optional().meta({ description: 'Made of the name, when left out. It never changes.' }),
    color: color().nullable().optional(),
    description: description().nullable().optional(),
  }),
  output: tag,
  errors: ['already_exists', 'state_conflict'],
  events: ['tag.created'],
  example: {
    input: {
      name: 'Rate limits',
      color: '#3b82f6',
      description: 'Questions about quotas and 429 answers.',
    },
    output: example,
  },
});

export const updateTag = operation({
  summary: 'Update a tag, or merge it into another',
  description:
    'Changes name, colour and description; null clears. With `mergeInto` records get the other tag in place of this one, which goes; the answer is the other tag, and `effects` says how many records change, the first of them at once and the rest right after. A merge also needs the scopes conversations:write and customers:write. With `dryRun` nothing is changed.',
  access: { scope: 'workspace:write' },
  rest: 'PATCH /tags/{id}',
  input: z.strictObject({
    id: id('tag'),
    name: name().optional(),
    color: color().nullable().optional(),
    description: description().nullable().optional(),
    mergeInto: id('tag')
      .optional()
      .meta({ description: 'The tag that records get in its place. Excludes the other changes.' }),
    dryRun: dryRun(),
    expectedVersion: expectedVersion(),
  }),
  output: tag.extend({ effects: tagEffects }).meta({ id: 'UpdatedTag' }),
  errors: ['version_conflict', 'reference_not_usable'],
  events: ['tag.updated', 'tag.merged', 'conversation.tags_changed', 'customer.updated', 'issue.updated'],
  example: {
    input: { id: exampleId('tag'), name: 'Quotas' },
    output: { ...example, name: 'Quotas', version: 2, effects: noEffects },
  },
});

export const deleteTag = operation({
  summary: 'Delete a tag',
  description:
    'Takes the definition away. Records that hold the slug keep showing it, unless `force` takes it off them too, which needs the scopes conversations:write and customers:write. `effects` counts those records; with `dryRun` nothing is changed.',
  access: { scope: 'workspace:write' },
  rest: 'DELETE /tags/{id}',
  input: z.strictObject({
    id: id('tag'),
    force: z.boolean().default(false).meta({ description: 'Take the tag off all records.' }),
    dryRun: dryRun(),
    expectedVersion: expectedVersion(),
  }),
  output: z
    .strictObject({ id: id('tag'), deleted: z.boolean(), effects: tagEffects })
    .meta({ id: 'DeletedTag' }),
  errors: ['version_conflict'],
  events: ['tag.deleted', 'conversation.tags_changed', 'customer.updated', 'issue.updated'],
  example: {
    input: { id: exampleId('tag', 9) },
    output: { id: exampleId('tag', 9), deleted: true, effects: noEffects },
  },
});
