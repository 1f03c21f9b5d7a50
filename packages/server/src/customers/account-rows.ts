import { and, eq } from 'drizzle-orm';
import type { Id } from '../contract/ids.ts';
import type { Call } from '../rpc/context.ts';
import type { Account } from './contract.ts';
import { termsOf } from './search-terms.ts';
import { accounts } from './tables.ts';

export type AccountRow = typeof accounts.$inferSelect;

export const accountHere = (call: Call, id: Id<'acc'>) =>
  and(eq(accounts.workspaceId, call.workspaceId), eq(accounts.id, id));

export const presentAccount = ({ workspaceId: _, customFieldOrigins: __, ...row }: AccountRow): Account =>
  row;

export const termsOfAccount = ({ name, externalId, domains }: AccountRow): Set<string> =>
  termsOf([name, externalId, ...domains]);
