import { TRPCError } from '@trpc/server';
import type { z } from 'zod';
import type { Operation } from '../../contract/operation.ts';
import { guardOf } from '../answer-guard.ts';

/** The input in the form of the contract; what does not fit is refused with a pointer to each field. */
export async function parseInput(
  operation: Operation,
  getRawInput: () => Promise<unknown>,
): Promise<unknown> {
  const parsed = operation.input.safeParse(await getRawInput());
  if (!parsed.success) throw new TRPCError({ code: 'BAD_REQUEST', cause: parsed.error });
  return parsed.data;
}

/** The answer in the form of the contract. One that does not fit is a fault of ours and never leaves. */
export function parseOutput<O extends z.ZodType>(output: O, answer: unknown): z.output<O> {
  if (guardOf(output)(answer)) return answer as z.output<O>;
  const parsed = output.safeParse(answer);
  if (!parsed.success)
    throw new Error('The answer is not of the form of its contract.', { cause: parsed.error });
  return parsed.data;
}
