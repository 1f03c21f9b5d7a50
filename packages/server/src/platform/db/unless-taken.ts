import { constraintOf } from './errors.ts';
import { transaction } from './transaction.ts';

/**
 * A write of a value that must be unique. When another row holds it the transaction goes on without the write,
 * so that `taken` can say which row that is.
 */
export async function unlessTaken<T>(
  constraint: string,
  write: () => PromiseLike<T>,
  taken: () => Promise<never>,
): Promise<T> {
  const tx = transaction();
  await tx.command('savepoint unless_taken');
  try {
    return await write();
  } catch (error) {
    if (constraintOf(error) !== constraint) throw error;
    await tx.command('rollback to savepoint unless_taken');
    return taken();
  }
}
