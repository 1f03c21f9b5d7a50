import { and, eq } from 'drizzle-orm';
import type { Id } from '../contract/ids.ts';
import { db } from '../platform/db/index.ts';
import { alreadyExists, ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import { customers } from './tables.ts';

/**
 * Another customer has what must be unique. Which one it is, is told to those who may read customers: for others
 * an answer would be a way to look people up.
 */
export function takenBy({ principal }: Call, field: string, owner: Id<'cus'>): ProblemError {
  const mayRead = principal.kind === 'credential' && principal.scopes.has('customers:read');
  return mayRead
    ? alreadyExists(field, { type: 'customer', id: owner })
    : new ProblemError('already_exists', `Another customer has this ${field}.`, { metadata: { field } });
}

export async function refuseTakenExternalId(call: Call, externalId: string): Promise<never> {
  const [row] = await db
    .select({ id: customers.id, mergedInto: customers.mergedInto })
    .from(customers)
    .where(and(eq(customers.workspaceId, call.workspaceId), eq(customers.externalId, externalId)));
  throw takenBy(call, 'externalId', row!.mergedInto ?? row!.id);
}
