import { retag, tagUses } from '../../conversations/index.ts';
import { customerTagUses, retagCustomers } from '../../customers/index.ts';
import { jobQueue } from '../../platform/jobs/index.ts';
import type { Call } from '../../rpc/context.ts';
import { enqueue } from '../../rpc/jobs.ts';
import type { TagEffects, TagUsage } from '../contract.ts';

/** How many records hold each of some tags. */
export async function usageOf(call: Call, slugs: readonly string[]): Promise<(slug: string) => TagUsage> {
  const { conversations, issues } = await tagUses(call, slugs);
  const customers = await customerTagUses(call, slugs);
  return (slug) => {
    const counts = {
      conversations: conversations.get(slug) ?? 0,
      customers: customers.get(slug) ?? 0,
      issues: issues.get(slug) ?? 0,
    };
    return { ...counts, total: counts.conversations + counts.customers + counts.issues };
  };
}

export async function effectsOf(call: Call, slug: string): Promise<TagEffects> {
  const { total: _, ...counts } = (await usageOf(call, [slug]))(slug);
  return { ...counts, automations: 0, macros: 0 };
}

export const noEffects: TagEffects = { conversations: 0, customers: 0, issues: 0, automations: 0, macros: 0 };

/** Records of one transaction: each is locked, told and numbered. */
const recordsAtOnce = 200;

interface Retagging {
  readonly [name: string]: string | null;
  readonly from: string;
  /** Null to take the tag off. */
  readonly to: string | null;
}

/** Goes on where a call has left off, because no transaction should hold every record of a workspace. */
export const retagQueue = jobQueue<Retagging>('workspaces.retag');
export const retagEvents = ['conversation.tags_changed', 'customer.updated', 'issue.updated'];

/** Gives the records that hold a tag another: the first in this transaction, the rest by a job that follows. */
export async function retagRecords(call: Call, { from, to }: Retagging): Promise<void> {
  const done = await retag(call, { from, to }, recordsAtOnce);
  const left = recordsAtOnce - done;
  const customers = left > 0 ? await retagCustomers(call, { from, to }, left) : 0;
  if (done + customers === recordsAtOnce) await enqueue(call, retagQueue, { from, to });
}
