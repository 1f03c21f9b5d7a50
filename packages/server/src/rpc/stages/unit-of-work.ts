import type { Operation } from '../../contract/operation.ts';
import { inTransaction, type Transaction } from '../../platform/db/index.ts';
import { type Claim, claim, fingerprint, isStorable, storeAnswer } from '../../platform/idempotency/index.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { Call, Context } from '../context.ts';
import type { Outbox } from '../outbox.ts';
import { principalSubject } from '../principal.ts';
import { problemOf } from '../problem-of.ts';
import { appendOutbox, writeAudits } from '../settle-outbox.ts';
import { decode, encode } from '../superjson.ts';

interface Work<T> {
  readonly context: Context;
  readonly call: Call;
  readonly outbox: Outbox;
  readonly operation: Operation;
  /** Name of the procedure. */
  readonly path: string;
  readonly input: unknown;
  /** What the verb does, up to the answer in the form of the contract. */
  effect(): Promise<T>;
}

/**
 * A write: claim of the idempotency key, effect, audit rows, stored answer and events are one transaction.
 * Nothing of it stands without the rest, so no key can be stuck and no event be lost.
 */
export async function unitOfWork<T>({
  context,
  call,
  outbox,
  operation,
  path,
  input,
  effect,
}: Work<T>): Promise<T> {
  const { services, request, reply } = context;
  const key = operation.neverReplayed ? null : request.idempotencyKey;
  if (key !== null && request.batchSize > 1)
    throw new ProblemError('batch_too_large', 'A batch with an idempotency key may hold one write only.');

  const declared = { name: path, events: operation.events };
  let committed: Committed | null = null;
  const work = async (tx: Transaction): Promise<Outcome<T>> => {
    const claimed = key === null ? null : await claimKey(key);
    if (claimed) services.metrics.idempotent(claimed.state === 'replay' ? 'replayed' : 'taken');
    if (claimed?.state !== 'replay') assertLive(call);
    if (claimed?.state === 'replay') {
      reply.replayed = true;
      if (claimed.status >= 400) throw ProblemError.restore(claimed.answer);
      return { answer: decode<T>(claimed.answer) };
    }
    if (claimed) tx.pipe(tx.command('savepoint effect'));
    let answer: T;
    try {
      answer = await effect();
    } catch (error) {
      const problem = problemOf(error);
      if (!claimed || !isStorable(problem.status, problem.code)) throw error;
      await tx.command('rollback to savepoint effect');
      tx.pipe(storeAnswer(claimed, problem.status, JSON.stringify(problem.toProblem(request.id)), null));
      outbox.clear();
      return { refusal: error };
    }
    call.deadline.check();
    if (outbox.audits.length > 0) {
      const ipHash = services.keys.hash(request.ip).toString('base64url').slice(0, 16);
      writeAudits(tx, call, outbox, ipHash);
    }
    if (claimed) await keepAnswer(tx, claimed, answer);
    const seq = appendOutbox(tx, call, outbox, declared);
    if (seq) tx.pipe(seq);
    committed = { seq, workspaceId: tx.workspaceId };
    return { answer };
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

  const keepAnswer = async (tx: Transaction, claimed: Claim & { state: 'taken' }, answer: T) => {
    const text = JSON.stringify(encode(answer));
    // A new workspace is made from outside of it; the claim stays where it was taken.
    const inside = tx.workspaceId;
    if (inside !== call.workspaceId) await tx.enter(call.workspaceId);
    tx.pipe(
      storeAnswer(claimed, operation.status ?? 200, text, operation.revealsSecret ? services.keys : null),
    );
    if (inside !== call.workspaceId) await tx.enter(inside);
  };

  /** What has been committed is told to those who wait for it. */
  const announce = async (done: Committed) => {
    for (const effect of outbox.effects) effect();
    if (done.seq) services.bus.advanced(done.workspaceId, await done.seq);
  };

  let outcome: Outcome<T>;
  try {
    outcome = await inTransaction(services.engine, call.workspaceId, 'write', work);
  } catch (error) {
    const { refusals } = outbox;
    if (refusals.length > 0) {
      outbox.clear();
      const seq = await inTransaction(services.engine, call.workspaceId, 'write', async (tx) => {
        for (const refusal of refusals) await refusal();
        return appendOutbox(tx, call, outbox, declared);
      });
      await announce({ seq: seq === null ? null : Promise.resolve(seq), workspaceId: call.workspaceId });
    }
    throw error;
  }
  if (committed) await announce(committed);
  if ('refusal' in outcome) throw outcome.refusal;
  return outcome.answer;
}

/** A token that has ended is good for the answer to the call that ended it, and does nothing anew. */
function assertLive({ principal }: Call): void {
  if (principal.kind === 'widget_session' && principal.superseded)
    throw new ProblemError('invalid_credentials');
}

/** An answer, or a refusal that is stored like one. */
type Outcome<T> = { readonly answer: T } | { readonly refusal: unknown };

interface Committed {
  readonly seq: Promise<number> | null;
  readonly workspaceId: Call['workspaceId'];
}
