import { z } from 'zod';
import { exampleId, id } from '../../contract/ids.ts';
import { operation } from '../../contract/operation.ts';
import { expectedVersion, text, timestamp } from '../../contract/shapes.ts';
import { customer, customerExample } from './customer.ts';

export const mergedFields = ['externalId', 'email', 'name', 'phone', 'traits', 'customFields'] as const;
export const mergeStrategies = ['keep_target', 'take_source', 'latest'] as const;

const strategy = () => z.enum(mergeStrategies).optional();
export const fieldStrategy = z
  .strictObject({
    externalId: strategy(),
    email: strategy(),
    name: strategy(),
    phone: strategy(),
    traits: strategy(),
    customFields: strategy(),
  })
  .meta({
    description:
      'Which value stays where both have one: the one of the target when left out, of the source, or of whichever changed last. Where only one has a value, that stays. Of maps each key is decided alone, and a custom field that was set by hand stays before one that was suggested.',
  });

const countOf = (description: string) => z.int().min(0).max(2_147_483_647).meta({ description });

const conflict = z
  .strictObject({
    field: text(80).meta({ examples: ['traits.plan'] }),
    target: z.json(),
    source: z.json(),
    kept: z.enum(['target', 'source']),
  })
  .meta({ id: 'MergeConflict' });

export const mergeEffects = z
  .strictObject({
    conversations: countOf('Conversations that move.'),
    issues: countOf('Issues about the customer that move.'),
    identities: countOf('Identities that move.'),
    accounts: countOf('Accounts that the customer becomes a member of.'),
    events: countOf('Tracked events that move.'),
    conflicts: z.array(conflict).max(140).meta({ description: 'Fields in which the two differ.' }),
  })
  .meta({ id: 'MergeEffects' });
export type MergeEffects = z.output<typeof mergeEffects>;

export const mergeCustomers = operation({
  summary: 'Merge a customer into another',
  description:
    'Makes one customer of two that are one person. Conversations, identities, accounts, tracked events and widget sessions of the source go to the target; ids and addresses of the source lead to it, and the id of the source answers with `mergedInto`. Tags are united, and whoever was blocked stays blocked. For 30 days `customers.unmerge` takes it back. `dryRun` shows the customer and the effects and does nothing.',
  access: { scope: 'customers:write' },
  rest: 'POST /customers/{id}/merge',
  input: z.strictObject({
    id: id('cus').meta({ description: 'The customer that stays.' }),
    sourceId: id('cus').meta({ description: 'The customer that goes.' }),
    fieldStrategy: fieldStrategy.optional(),
    dryRun: z.boolean().default(false),
    expectedVersion: expectedVersion(),
  }),
  output: customer
    .extend({
      dryRun: z.boolean(),
      effects: mergeEffects,
      unmergeUntil: timestamp().nullable().meta({ description: 'Null when nothing was done.' }),
    })
    .meta({ id: 'MergedCustomer' }),
  errors: ['version_conflict', 'state_conflict', 'reference_not_usable'],
  events: ['customer.merged', 'customer.updated', 'conversation.updated', 'issue.updated'],
  example: {
    input: {
      id: exampleId('cus'),
      sourceId: exampleId('cus', 2),
      fieldStrategy: { name: 'take_source', traits: 'latest' },
    },
    output: {
      ...customerExample,
      version: 2,
      dryRun: false,
      effects: {
        conversations: 2,
        issues: 0,
        identities: 1,
        accounts: 0,
        events: 0,
        conflicts: [{ field: 'name', target: 'M.', source: 'Mariah', kept: 'source' }],
      },
      unmergeUntil: new Date('2026-12-22T09:30:00.000Z'),
    },
  },
});

export const unmergeCustomer = operation({
  summary: 'Take a merge back',
  description:
    'Makes the customer that was merged away a customer of its own again, within 30 days. What moved and is still there moves back; fields of the target that the merge changed and nobody since get their values back. When the target was itself merged or erased, or the time is over, the answer is `state_conflict`.',
  access: { scope: 'customers:write' },
  rest: 'POST /customers/{id}/unmerge',
  input: z.strictObject({
    id: id('cus').meta({ description: 'The customer that was merged into another.' }),
    expectedVersion: expectedVersion(),
  }),
  output: customer
    .extend({
      targetId: id('cus').meta({ description: 'The customer that it had been merged into.' }),
      effects: mergeEffects.omit({ conflicts: true }).meta({ id: 'UnmergeEffects' }),
    })
    .meta({ id: 'UnmergedCustomer' }),
  errors: ['version_conflict', 'state_conflict'],
  events: ['customer.unmerged', 'customer.updated', 'conversation.updated', 'issue.updated'],
  example: {
    input: { id: exampleId('cus', 3) },
    output: {
      ...customerExample,
      id: exampleId('cus', 3),
      version: 3,
      targetId: exampleId('cus'),
      effects: { conversations: 2, issues: 0, identities: 1, accounts: 0, events: 0 },
    },
  },
});
