import type { z } from 'zod';
import { type ApiVersion, apiVersions } from '../contract/versions.ts';
import type { listVersions as contract } from './contract.ts';

/** The dated contracts, newest first, each with what it changed. */
export function listVersions(): z.input<typeof contract.output> {
  const data = (apiVersions as readonly ApiVersion[]).map(
    ({ changes, deprecatedAt, sunsetAt, ...version }) => ({
      ...version,
      deprecatedAt: deprecatedAt === null ? null : new Date(deprecatedAt),
      sunsetAt: sunsetAt === null ? null : new Date(sunsetAt),
      changes: changes.map(({ operations, ...change }) => ({ ...change, operations: [...operations] })),
    }),
  );
  return { object: 'list', data };
}
