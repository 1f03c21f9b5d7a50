import { newId } from '../platform/ids.ts';
import type { Call } from './context.ts';
import { Deadline } from './deadline.ts';
import type { Outbox } from './outbox.ts';

type Given = Pick<Call, 'services' | 'requestId' | 'principal' | 'workspaceId' | 'actor' | 'now'> & {
  readonly ip?: string;
};

/** What a verb works with; what it tells goes to the outbox. */
export const newCall = (given: Given, outbox: Outbox): Call => ({
  ...given,
  ip: given.ip ?? null,
  deadline: new Deadline(),
  newId: (prefix) => newId(prefix, given.now),
  emit: (event) => outbox.events.push({ ...event, id: newId('evt', given.now) }),
  audit: (entry) => outbox.audits.push(entry),
  afterRefusal: (work) => outbox.refusals.push(work),
  afterCommit: (effect) => outbox.effects.push(effect),
});
