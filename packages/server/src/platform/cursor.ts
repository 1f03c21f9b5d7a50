import type { KeyRing } from './keys/index.ts';
import { ProblemError } from './problem.ts';

/** What a cursor belongs to. Used with anything else, it is refused. */
export interface CursorScope {
  workspaceId: string;
  resource: string;
  /** Everything that decides what is listed and in which order. */
  filter: unknown;
}

/**
 * Cursors are opaque and authenticated. Positions are text: what the database gave is what it gets back, with
 * no rounding in between.
 */
export function encodeCursor(keys: KeyRing, scope: CursorScope, position: readonly string[]): string {
  const body = Buffer.from(JSON.stringify(position)).toString('base64url');
  return `${body}.${keys.sign(bound(scope, body))}`;
}

export function decodeCursor(keys: KeyRing, scope: CursorScope, cursor: string): string[] {
  const [body = '', signature = ''] = cursor.split('.');
  if (!keys.isSignature(signature, bound(scope, body))) throw new ProblemError('invalid_cursor');
  return JSON.parse(Buffer.from(body, 'base64url').toString()) as string[];
}

const bound = ({ workspaceId, resource, filter }: CursorScope, body: string) =>
  JSON.stringify([workspaceId, resource, filter, body]);
