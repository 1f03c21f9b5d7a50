import { type Branch, lastPart } from './operations.ts';
import { emptyObject, key } from './type-writer.ts';

/** `router.ts`: the type by which tRPC's own client knows the API. */
export function routerFile(root: Branch): string {
  return `import type {
  TRPC_ERROR_CODE_NUMBER,
  TRPCBuiltRouter,
  TRPCMutationProcedure,
  TRPCQueryProcedure,
  TRPCSubscriptionProcedure,
} from '@trpc/server';
import type { Problem } from '../problem.ts';
import type * as types from './types.ts';

type Query<I, O> = TRPCQueryProcedure<{ meta: object; input: I; output: O }>;
type Mutation<I, O> = TRPCMutationProcedure<{ meta: object; input: I; output: O }>;
type Subscription<I, O> = TRPCSubscriptionProcedure<{ meta: object; input: I; output: AsyncIterable<O> }>;

/** What tRPC's error carries: \`error.data.problem\` says everything that a program can act on. */
export interface ErrorShape {
  /** tRPC's own number of the kind of error. */
  code: TRPC_ERROR_CODE_NUMBER;
  message: string;
  data: { problem: Problem; httpStatus: number };
}

interface RootTypes {
  ctx: object;
  meta: object;
  errorShape: ErrorShape;
  transformer: true;
}

/**
 * The API as tRPC's own client knows it.
 *
 * @example
 * import { createTRPCClient, httpLink } from '@trpc/client';
 * import superjson from 'superjson';
 *
 * const client = createTRPCClient<AppRouter>({
 *   links: [httpLink({ url: 'https://support.example.com/api/trpc', transformer: superjson })],
 * });
 */
export type AppRouter = TRPCBuiltRouter<RootTypes, ${record(root, '')}>;
`;
}

const kinds = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const;

function record({ operations, branches }: Branch, indent: string): string {
  const deeper = `${indent}  `;
  const lines = [
    ...operations.map(
      ({ name, kind, input, output }) =>
        `${deeper}${key(lastPart(name))}: ${kinds[kind]}<${qualified(input)}, ${qualified(output)}>;\n`,
    ),
    ...[...branches].map(([name, branch]) => `${deeper}${key(name)}: ${record(branch, deeper)};\n`),
  ];
  return `{\n${lines.join('')}${indent}}`;
}

const qualified = (type: string) => (type === emptyObject || type === 'void' ? type : `types.${type}`);
