import { invalidField } from '../../platform/problem.ts';
import type { External, TrackerReference } from '../contract.ts';

const idMax = 1100;

/** Where each tracker has the id of a record in its address. */
const inAddress: Readonly<Record<External['provider'], (url: URL) => string | undefined>> = {
  github: ({ pathname }) => {
    const [, repository, number] =
      /^\/([^/]+\/[^/]+)\/(?:issues|pull|discussions)\/(\d+)/.exec(pathname) ?? [];
    return repository && `${repository}#${number}`;
  },
  linear: ({ pathname }) => /\/issue\/([a-z][a-z0-9]*-\d+)/i.exec(pathname)?.[1]?.toUpperCase(),
  jira: ({ pathname, searchParams }) =>
    /(?:\/browse\/|^)([a-z][a-z0-9_]*-\d+)/i
      .exec(searchParams.get('selectedIssue') ?? pathname)?.[1]
      ?.toUpperCase(),
  custom: () => undefined,
};

/** A reference as it is kept: what it is unique by is always there. */
export function toExternal(reference: TrackerReference): External {
  const { provider, url = null } = reference;
  if ('externalId' in reference) return { provider, externalId: reference.externalId, url };
  return { provider, externalId: idOfAddress(provider, reference.url), url: reference.url };
}

function idOfAddress(provider: External['provider'], address: string): string {
  const url = new URL(address);
  const found = inAddress[provider](url);
  if (found && found.length <= idMax) return found;
  url.hash = '';
  if (url.href.length > idMax)
    throw invalidField('/external/url', 'too_big', 'Is too long to stand for an id: give an `externalId`.');
  return url.href;
}

/** Provider and id of `github:acme/api#512`, or of `github:` and an address. */
export function parseExternal(text: string): Omit<External, 'url'> {
  const colon = text.indexOf(':');
  const provider = text.slice(0, colon) as External['provider'];
  const rest = text.slice(colon + 1);
  const isAddress = /^https?:\/\//i.test(rest) && URL.canParse(rest);
  return { provider, externalId: isAddress ? idOfAddress(provider, rest) : rest };
}
