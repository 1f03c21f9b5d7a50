import type { Id } from '../contract/ids.ts';
import type { NewEvent } from '../platform/events/log.ts';
import type { AuditEntry } from './context.ts';

/** What a verb leaves to be written at the end of its transaction, or done after it. */
export class Outbox {
  readonly events: (NewEvent & { id: Id<'evt'> })[] = [];
  readonly audits: AuditEntry[] = [];
  readonly effects: (() => void)[] = [];
  readonly refusals: (() => Promise<void>)[] = [];

  clear(): void {
    this.events.length = 0;
    this.audits.length = 0;
    this.effects.length = 0;
  }
}
