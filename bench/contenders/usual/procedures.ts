import { createHash } from 'node:crypto';
import { initTRPC, TRPCError } from '@trpc/server';
import { eq, sql } from 'drizzle-orm';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import superjson from 'superjson';
import type { OpenApiMeta } from 'trpc-to-openapi';
import { keys } from './tables.ts';

export interface Context {
  db: PostgresJsDatabase;
  authorization: string | null;
}

export const t = initTRPC.context<Context>().meta<OpenApiMeta>().create({ transformer: superjson });

/** Looks up who presents the token, with each call. */
export const authenticated = t.procedure.use(async ({ ctx, next }) => {
  const token = /^Bearer (\S+)$/.exec(ctx.authorization ?? '')?.[1];
  if (!token) throw new TRPCError({ code: 'UNAUTHORIZED' });
  const [key] = await ctx.db
    .select()
    .from(keys)
    .where(eq(keys.hash, createHash('sha256').update(token).digest()));
  if (!key) throw new TRPCError({ code: 'UNAUTHORIZED' });
  return next({ ctx: { key } });
});

export type Transaction = Parameters<Parameters<PostgresJsDatabase['transaction']>[0]>[0];

/** A transaction that row-level security binds to one workspace. */
export const inWorkspace = <T>(
  db: PostgresJsDatabase,
  workspaceId: string,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> =>
  db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('app.workspace_id', ${workspaceId}, true)`);
    return work(tx);
  });
