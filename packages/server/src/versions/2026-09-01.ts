import { invalidField } from '../platform/problem.ts';
import type { Transform } from './transform.ts';

/** The contract of 2026-09-01, made from the next one: flat counts, and `summary` where work ends. */

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** A conversation with its counts beside each other, in the place where they stood together. */
function conversation(newer: unknown): unknown {
  if (!isObject(newer) || !isObject(newer.counts)) return newer;
  const { messages, unreadMember, unreadCustomer } = newer.counts;
  return Object.fromEntries(
    Object.entries(newer).flatMap(([name, value]) =>
      name === 'counts'
        ? [
            ['messageCount', messages],
            ['unreadMemberCount', unreadMember],
            ['unreadCustomerCount', unreadCustomer],
          ]
        : [[name, value]],
    ),
  );
}

const within =
  (...names: string[]) =>
  (newer: unknown): unknown =>
    isObject(newer)
      ? {
          ...newer,
          ...Object.fromEntries(
            names.filter((name) => name in newer).map((name) => [name, conversation(newer[name])]),
          ),
        }
      : newer;

const event = (newer: unknown): unknown => {
  if (!isObject(newer) || !isObject(newer.data)) return newer;
  return { ...newer, apiVersion: '2026-09-01', data: within('conversation')(newer.data) };
};

const listOf =
  (item: (newer: unknown) => unknown) =>
  (newer: unknown): unknown =>
    isObject(newer) && Array.isArray(newer.data) ? { ...newer, data: newer.data.map(item) } : newer;

/** The old name alone is known: the new one is as unknown as it was then. */
function resolveInput(older: unknown): unknown {
  if (!isObject(older)) return older;
  if ('resolutionSummary' in older)
    throw invalidField('/resolutionSummary', 'unknown_field', 'There is no such field.');
  const { summary, ...rest } = older;
  return summary === undefined ? rest : { ...rest, resolutionSummary: summary };
}

export const transform: Transform = {
  version: '2026-09-01',
  inputs: { 'conversations.resolve': resolveInput },
  outputs: {
    'conversations.create': conversation,
    'conversations.get': conversation,
    'conversations.list': listOf(conversation),
    'conversations.update': conversation,
    'conversations.resolve': conversation,
    'conversations.reopen': conversation,
    'conversations.restore': conversation,
    'conversations.search': listOf(within('conversation')),
    'conversations.assign': conversation,
    'conversations.snooze': conversation,
    'conversations.unsnooze': conversation,
    'conversations.archive': conversation,
    'conversations.unarchive': conversation,
    'conversations.takeover': conversation,
    'conversations.giveBack': conversation,
    'conversations.setParticipants': conversation,
    'conversations.merge': within('conversation'),
    'conversations.split': within('original', 'created'),
    'webhooks.events.list': listOf(event),
    'webhooks.events.get': event,
    'webhooks.events.stream': event,
  },
};
