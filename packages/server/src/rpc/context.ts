import type { Id, IdPrefix } from '../contract/ids.ts';
import type { Actor } from '../contract/shapes.ts';
import type { NewEvent } from '../platform/events/log.ts';
import type { RateState } from '../platform/rate-limits/index.ts';
import type { Services } from '../platform/services.ts';
import type { Edition } from '../versions/index.ts';
import type { Deadline } from './deadline.ts';
import type { Principal } from './principal.ts';

/** What a door knows of a request, in words that are the same for every door. */
export interface RequestInfo {
  readonly id: Id<'req'>;
  readonly door: 'rest' | 'rpc' | 'direct';
  readonly surface: 'workspace' | 'widget';
  readonly ip: string;
  /** Origin of the page, for calls of browsers. */
  readonly origin: string | null;
  readonly authorization: string | null;
  readonly idempotencyKey: string | null;
  /** Date of the contract that the caller asks for. */
  readonly version: string | null;
  /** The caller's place in a trace, as W3C writes it. */
  readonly traceparent: string | null;
  /** Calls that came in the same HTTP request. */
  readonly batchSize: number;
}

/** What a call tells its door beside the answer. */
export interface Reply {
  limits: RateState[];
  replayed: boolean;
  retryAfter: number | null;
  /** The older contract that the answer is in. */
  edition?: Edition;
  /** Since when the presented secret has a successor, and until when it works. */
  outgoing?: { readonly since: Date; readonly until: Date };
}

/** tRPC's context: one per HTTP request. */
export interface Context {
  readonly services: Services;
  readonly request: RequestInfo;
  readonly reply: Reply;
}

/** What a verb gets: one per call, inside one workspace, with one instant as its now. */
export interface Call {
  readonly services: Services;
  readonly requestId: Id<'req'>;
  readonly principal: Principal;
  readonly workspaceId: Id<'ws'>;
  readonly actor: Actor;
  /** Address of the caller, for what is counted by it; null where no request came from anywhere. */
  readonly ip: string | null;
  readonly now: Date;
  readonly deadline: Deadline;
  newId<P extends IdPrefix>(prefix: P): Id<P>;
  /** Appends an event to the workspace's log when the transaction commits. */
  emit(event: NewEvent): void;
  /** Writes an audit row in the transaction. */
  audit(entry: AuditEntry): void;
  /** Writes what has to stand although the call is refused, in a transaction of its own. */
  afterRefusal(work: () => Promise<void>): void;
  /** Runs after the commit, never when there is none. */
  afterCommit(effect: () => void): void;
}

export interface AuditEntry {
  readonly action: string;
  readonly resource: { readonly type: string; readonly id: Id };
  /** Nothing secret: what changed, by name. */
  readonly changes?: Readonly<Record<string, unknown>>;
}
