import { writeAudit } from '../../platform/audit/index.ts';
import { inTransaction, type Transaction } from '../../platform/db/index.ts';
import { appendEvents } from '../../platform/events/log.ts';
import { type Claim, claim, fingerprint, isStorable, storeAnswer } from '../../platform/idempotency/index.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { Call, Context } from '../context.ts';
import type { Outbox } from '../outbox.ts';
import { principalSubject } from '../principal.ts';
import { problemOf } from '../problem-of.ts';
import { decode, encode } from '../superjson.ts';
import { t } from '../trpc.ts';

type CallContext = Context & { call: Call; outbox: Outbox };

/** A read: one transaction that cannot write, opened with its first statement. */
export const readTransaction = t.middleware(async ({ ctx, next }) => {
  const { services, call } = ctx as CallContext & typeof ctx;
  return inTransaction(services.engine, call.workspaceId, 'read', async () => next());
});

/**
 * A write: claim of the idempotency key, effect, audit rows, stored answer and events are one transaction.
 * Nothing of it stands without the rest, so no key can be stuck and no event be lost.
 */
export const unitOfWork = t.middleware(async ({ ctx, meta, path, input, next }) => {
  const { services, call, outbox, request, reply } = ctx as CallContext & typeof ctx;
  const key = request.idempotencyKey;
  if (key !== null && request.batchSize > 1)
    throw new ProblemError('batch_too_large', 'A batch with an idempotency key may hold one write only.');

  let committed: Committed | null = null;
  const work = async (tx: Transaction) => {
    const claimed = key === null ? null : await claimKey(key);
    if (claimed?.state === 'replay') {
      reply.replayed = true;
      if (claimed.status >= 400) throw new Refused(ProblemError.restore(claimed.answer));
      return next({ ctx: { replay: { value: decode(claimed.answer) } } as object });
    }
    if (claimed) await tx.command('savepoint effect');
    const result = await next();
    if (!result.ok) {
      const problem = problemOf(result.error);
      if (!claimed || !isStorable(problem.status, problem.code)) throw new Refused(result.error);
      await tx.command('rollback to savepoint effect');
      tx.pipe(storeAnswer(claimed, problem.status, JSON.stringify(problem.toProblem(request.id)), null));
      outbox.clear();
      return result;
    }
    for (const entry of outbox.audits) tx.pipe(writeAudit({ ...call, workspaceId: tx.workspaceId }, entry));
    if (claimed) {
      const answer = JSON.stringify(encode(result.data));
      // A new workspace is made from outside of it; the claim stays where it was taken.
      const inside = tx.workspaceId;
      if (inside !== call.workspaceId) await tx.enter(call.workspaceId);
      tx.pipe(
        storeAnswer(
          claimed,
          meta!.operation.status ?? 200,
          answer,
          meta!.operation.revealsSecret ? services.keys : null,
        ),
      );
      if (inside !== call.workspaceId) await tx.enter(inside);
    }
    const seq = finish(tx);
    if (seq) tx.pipe(seq);
    committed = { seq, workspaceId: tx.workspaceId };
    return result;
  };

  const claimKey = (idempotencyKey: string): Promise<Claim> =>
    claim({
      workspaceId: call.workspaceId,
      principal: principalSubject(call.principal),
      operation: path,
      key: idempotencyKey,
      fingerprint: fingerprint(path, input),
      now: call.now,
      keys: services.keys,
    });

  /** Events go last: from here to the commit the workspace's counter is locked. */
  const finish = (tx: Transaction): Promise<number> | null => {
    if (outbox.events.length === 0) return null;
    for (const { type } of outbox.events) {
      if (!meta!.operation.events?.includes(type))
        throw new Error(`${path} emitted ${type}, which its contract does not declare.`);
    }
    return appendEvents(
      {
        workspaceId: tx.workspaceId,
        actor: call.actor,
        credentialId: call.principal.kind === 'credential' ? call.principal.id : null,
        correlationId: call.requestId,
        occurredAt: call.now,
        apiVersion: services.config.apiVersion,
      },
      outbox.events,
    );
  };

  /** What has been committed is told to those who wait for it. */
  const announce = async (done: Committed) => {
    for (const effect of outbox.effects) effect();
    if (done.seq) services.bus.advanced(done.workspaceId, await done.seq);
  };

  try {
    const result = await inTransaction(services.engine, call.workspaceId, 'write', work);
    if (committed) await announce(committed);
    return result;
  } catch (error) {
    const { refusals } = outbox;
    if (refusals.length > 0) {
      outbox.clear();
      const seq = await inTransaction(services.engine, call.workspaceId, 'write', async (tx) => {
        for (const refusal of refusals) await refusal();
        return finish(tx);
      });
      await announce({ seq: seq === null ? null : Promise.resolve(seq), workspaceId: call.workspaceId });
    }
    throw error instanceof Refused ? error.reason : error;
  }
});

interface Committed {
  readonly seq: Promise<number> | null;
  readonly workspaceId: Call['workspaceId'];
}

/** Carries a refusal out of the transaction, which it rolls back. */
class Refused extends Error {
  readonly reason: unknown;
  constructor(reason: unknown) {
    super('refused');
    this.reason = reason;
  }
}
