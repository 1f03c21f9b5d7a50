import { and, eq, gt, isNull, or } from 'drizzle-orm';
import type { z } from 'zod';
import { requireChannel } from '../channels/index.ts';
import type { Id } from '../contract/ids.ts';
import { db, transaction } from '../platform/db/index.ts';
import { keyHint, mintKey } from '../platform/keys/index.ts';
import { byCreation, type Page, positionOf, toPage } from '../platform/page.ts';
import { notFound, ProblemError } from '../platform/problem.ts';
import { assertVersion } from '../rpc/assert-version.ts';
import type { Call } from '../rpc/context.ts';
import type * as contract from './contract.ts';
import type { IdentitySecret } from './contract.ts';
import { invalidPublicKey, readPublicKey } from './public-key.ts';
import { identitySecrets } from './tables.ts';

type Row = typeof identitySecrets.$inferSelect;

const liveMax = 20;

function present(
  { workspaceId: _, sealedSecret: __, publicKey: ___, ...row }: Row,
  now: Date,
): IdentitySecret {
  const status = row.retiresAt === null ? 'active' : row.retiresAt > now ? 'retiring' : 'retired';
  return { ...row, status };
}

const here = (call: Call, id: Id<'isec'>) =>
  and(eq(identitySecrets.workspaceId, call.workspaceId), eq(identitySecrets.id, id));

export async function listIdentitySecrets(
  call: Call,
  input: z.output<typeof contract.listIdentitySecrets.input>,
): Promise<Page<IdentitySecret>> {
  const listing = {
    workspaceId: call.workspaceId,
    keys: call.services.keys,
    resource: 'identity_secrets',
    input,
  };
  const order = byCreation(identitySecrets, true);
  const position = positionOf(listing);
  transaction().lastStatement();
  const rows = await db
    .select()
    .from(identitySecrets)
    .where(
      and(
        eq(identitySecrets.workspaceId, call.workspaceId),
        input.channelId ? eq(identitySecrets.channelId, input.channelId) : undefined,
        order.after(position),
      ),
    )
    .orderBy(...order.orderBy)
    .limit(input.limit + 1);
  return toPage(listing, rows, order.position, (row) => present(row, call.now));
}

export async function createIdentitySecret(
  call: Call,
  { algorithm, channelId, publicKey }: z.output<typeof contract.createIdentitySecret.input>,
): Promise<z.input<typeof contract.createIdentitySecret.output>> {
  const key = await readPublicKey(algorithm, publicKey);
  if (algorithm === 'HS256' ? publicKey !== undefined : key === null) throw invalidPublicKey(algorithm);
  if (channelId) await requireChannel(call, channelId, 'live_chat');
  await assertRoom(call);
  const secret = algorithm === 'HS256' ? mintKey('identity_secret') : null;
  const id = call.newId('isec');
  const [row] = await db
    .insert(identitySecrets)
    .values({
      workspaceId: call.workspaceId,
      id,
      // The id without its kind: unique, and it says nothing.
      kid: id.slice('isec_'.length),
      algorithm,
      channelId: channelId ?? null,
      sealedSecret: secret === null ? null : call.services.keys.seal(secret),
      publicKey: key,
      hint: secret === null ? null : keyHint(secret),
      createdAt: call.now,
      updatedAt: call.now,
    })
    .returning();
  const identitySecret = present(row!, call.now);
  call.audit({
    action: 'identity_secret.create',
    resource: { type: 'identity_secret', id },
    changes: { algorithm, channelId: channelId ?? null },
  });
  call.emit({
    type: 'identity_secret.created',
    resource: { type: 'identity_secret', id, version: 1 },
    data: { identitySecret },
  });
  return { ...identitySecret, secret };
}

async function assertRoom(call: Call): Promise<void> {
  const live = await db
    .select({ id: identitySecrets.id })
    .from(identitySecrets)
    .where(
      and(
        eq(identitySecrets.workspaceId, call.workspaceId),
        or(isNull(identitySecrets.retiresAt), gt(identitySecrets.retiresAt, call.now)),
      ),
    )
    .limit(liveMax);
  if (live.length === liveMax)
    throw new ProblemError('state_conflict', `A workspace has ${liveMax} live identity secrets at most.`, {
      metadata: { max: liveMax },
    });
}

export async function retireIdentitySecret(
  call: Call,
  { id, graceSeconds, expectedVersion }: z.output<typeof contract.retireIdentitySecret.input>,
): Promise<IdentitySecret> {
  const [row] = await db.select().from(identitySecrets).where(here(call, id)).for('update');
  if (!row) throw notFound('identity_secret');
  await assertVersion(call, row, expectedVersion);
  const retiresAt = new Date(call.now.getTime() + graceSeconds * 1000);
  if (row.retiresAt && row.retiresAt <= retiresAt) return present(row, call.now);
  const [updated] = await db
    .update(identitySecrets)
    .set({ retiresAt, version: row.version + 1, updatedAt: call.now })
    .where(here(call, id))
    .returning();
  const identitySecret = present(updated!, call.now);
  call.audit({
    action: 'identity_secret.retire',
    resource: { type: 'identity_secret', id },
    changes: { retiresAt },
  });
  call.emit({
    type: 'identity_secret.retired',
    resource: { type: 'identity_secret', id, version: identitySecret.version },
    data: { identitySecret },
    changes: { retiresAt: { from: row.retiresAt, to: retiresAt } },
  });
  return identitySecret;
}
