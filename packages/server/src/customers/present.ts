import type { Id } from '../contract/ids.ts';
import { encodeId } from '../platform/ids.ts';
import type { Customer, Identity, Membership } from './contract.ts';
import type { Loaded } from './rows.ts';

type IdentityValues = [string, Identity['type'], string, string, boolean, string | null, string];
type MembershipValues = [string, string, string, string | null, string | null, string];

export interface Details {
  readonly identities: readonly IdentityValues[];
  readonly accounts: readonly MembershipValues[];
  /** External ids of the customers that were merged into this one. */
  readonly forwarded: readonly string[];
}

export const noDetails: Details = { identities: [], accounts: [], forwarded: [] };

export const presentIdentity = ([
  id,
  type,
  system,
  value,
  verified,
  channelId,
  createdAt,
]: IdentityValues): Identity => ({
  id: encodeId('idn', id),
  type,
  system: system || null,
  value,
  verified,
  channelId: channelId === null ? null : encodeId('chn', channelId),
  createdAt: new Date(createdAt),
});

const presentMembership = ([id, externalId, name, plan, tier, role]: MembershipValues): Membership => ({
  id: encodeId('acc', id),
  externalId,
  name,
  plan,
  tier,
  role,
});

/** The system of ids that came with a customer that was merged. */
const ownSystem = 'default';

export function presentCustomer({ row, details }: Loaded): Customer {
  const identities = details.identities.map(presentIdentity);
  return {
    id: row.id,
    externalId: row.externalId,
    externalIds: [
      ...identities
        .filter(({ type }) => type === 'external')
        .map(({ system, value }) => ({ system: system ?? ownSystem, id: value })),
      ...details.forwarded.map((id) => ({ system: ownSystem, id })),
    ],
    email: row.email,
    name: row.name,
    phone: row.phone,
    verified: identities.some(({ verified }) => verified),
    traits: row.traits,
    customFields: row.customFields,
    tags: row.tags,
    accounts: details.accounts.map(presentMembership),
    identities,
    blocked: row.blocked,
    archivedAt: row.archivedAt,
    erasedAt: row.erasedAt,
    mergedInto: row.mergedInto,
    version: row.version,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

/** What another record needs to know of the person it names. */
export interface Person {
  readonly id: Id<'cus'>;
  readonly externalId: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly blocked: boolean;
  /** A channel or a system knows the person. */
  readonly identified: boolean;
}
