import { z } from 'zod';
import { exampleId, id } from '../../contract/ids.ts';
import { operation } from '../../contract/operation.ts';
import { expectedVersion, timestamp } from '../../contract/shapes.ts';
import { at } from './customer.ts';

const countOf = (description: string) => z.int().min(0).max(2_147_483_647).meta({ description });

export const erasureCounts = z
  .strictObject({
    customers: countOf('The customer, and those that were merged into it.'),
    identities: countOf('Identities that are gone.'),
    accounts: countOf('Memberships of accounts that are gone.'),
    trackedEvents: countOf('Tracked events that are gone.'),
    history: countOf('Entries of the timeline that are gone.'),
    merges: countOf('Memories of merges that are gone.'),
    sessions: countOf('Widget sessions that have ended.'),
    conversations: countOf('Conversations from which the person was taken.'),
    messages: countOf('Messages whose text is gone or masked.'),
    notes: countOf('Notes in which the person was masked.'),
    timelineEntries: countOf('Entries of conversations in which the person was masked.'),
    issues: countOf('Issues in which the person was masked.'),
    attachments: countOf('Files of the person that are gone.'),
    jobItems: countOf('Items of jobs from which the person was taken.'),
    events: countOf('Events of the log that were blanked or masked.'),
    auditEntries: countOf('Entries of the audit log that were blanked or masked.'),
    storedAnswers: countOf('Answers kept for replays that are gone.'),
  })
  .meta({ id: 'ErasureCounts' });
export type ErasureCounts = z.output<typeof erasureCounts>;

export const erasureReceipt = z
  .strictObject({
    id: id('ers'),
    customerId: id('cus'),
    erasedAt: timestamp(),
    counts: erasureCounts,
  })
  .meta({ id: 'ErasureReceipt', description: 'That a person was erased, and how much of it.' });

export const deleteCustomer = operation({
  summary: 'Archive or erase a customer',
  description:
    'Archives a customer, which leaves it out of lists until it is updated with `archived: false` or comes back by an upsert. Or, with `mode: erase` and the scope `customers:erase`, erases the person for good: the profile and all that belongs to it, the messages the person wrote, and the values of the person wherever others wrote them; the id stays as an empty record, and the receipt says how much is gone. `dryRun` tells the effects and does nothing.',
  access: { scope: 'customers:write' },
  rest: 'DELETE /customers/{id}',
  input: z.strictObject({
    id: id('cus'),
    mode: z.enum(['archive', 'erase']).default('archive'),
    dryRun: z.boolean().default(false),
    expectedVersion: expectedVersion(),
  }),
  output: z.strictObject({
    id: id('cus'),
    mode: z.enum(['archive', 'erase']),
    dryRun: z.boolean(),
    effects: erasureCounts.nullable().meta({ description: 'Of an erasure; null when it archives.' }),
    receipt: erasureReceipt.nullable().meta({ description: 'Of an erasure that was done.' }),
  }),
  errors: ['version_conflict', 'state_conflict'],
  events: ['customer.deleted', 'customer.erased', 'conversation.updated'],
  example: {
    input: { id: exampleId('cus'), mode: 'erase', dryRun: true },
    output: {
      id: exampleId('cus'),
      mode: 'erase',
      dryRun: false,
      effects: null,
      receipt: {
        id: exampleId('ers'),
        customerId: exampleId('cus'),
        erasedAt: at,
        counts: {
          customers: 1,
          identities: 2,
          accounts: 1,
          trackedEvents: 4,
          history: 2,
          merges: 0,
          sessions: 1,
          conversations: 3,
          messages: 9,
          notes: 1,
          timelineEntries: 0,
          issues: 0,
          attachments: 1,
          jobItems: 0,
          events: 31,
          auditEntries: 1,
          storedAnswers: 6,
        },
      },
    },
  },
});
