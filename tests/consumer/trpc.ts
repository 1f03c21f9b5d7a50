import { createTRPCClient, httpLink, type TRPCClientError } from '@trpc/client';
import type { AppRouter, Problem } from '@woes/sdk';
import superjson from 'superjson';

const client = createTRPCClient<AppRouter>({
  links: [httpLink({ url: 'http://127.0.0.1:4000/api/trpc', transformer: superjson })],
});

export async function createdAt(): Promise<Date> {
  const { createdAt } = await client.conversations.get.query({ id: 'ref:1' });
  return createdAt;
}

export function problemOf(error: TRPCClientError<AppRouter>): Problem | undefined {
  return error.data?.problem;
}
