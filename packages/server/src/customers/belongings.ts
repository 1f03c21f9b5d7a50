import type { z } from 'zod';
import type { Id } from '../contract/ids.ts';
import { bounded } from '../platform/differences.ts';
import type { Call } from '../rpc/context.ts';
import { joinAccounts } from './account-members.ts';
import { type createCustomer, sizesOfCustomer } from './contract.ts';
import { linkIdentities, type NewIdentity } from './identities.ts';
import type { Details } from './present.ts';

type Given = Pick<z.output<typeof createCustomer.input>, 'externalIds' | 'identities' | 'accountIds'>;

/** What comes with a person beside the profile, external ids as the identities that they are. */
export interface Belongings {
  readonly identities: readonly NewIdentity[];
  readonly accountIds: readonly Id<'acc'>[];
  pointer(index: number): string;
}

export function belongingsOf({ externalIds = [], identities = [], accountIds = [] }: Given): Belongings {
  return {
    identities: [
      ...identities,
      ...externalIds.map(
        ({ system, id }): NewIdentity => ({ type: 'external', system, value: id, verified: false }),
      ),
    ],
    accountIds,
    pointer: (index) =>
      index < identities.length ? `/identities/${index}` : `/externalIds/${index - identities.length}`,
  };
}

/** Gives a customer whose row is locked what comes with it. True when something has changed. */
export async function giveBelongings(
  call: Call,
  id: Id<'cus'>,
  { identities, accountIds, pointer }: Belongings,
): Promise<boolean> {
  const linked = identities.length > 0 && (await linkIdentities(call, id, identities, pointer));
  const joined = accountIds.length > 0 && (await joinAccounts(call, id, accountIds));
  return linked || joined;
}

/** A record may outgrow its bounds by what no single request shows. */
export function assertBounds({ identities, accounts }: Details): void {
  bounded('/identities', sizesOfCustomer.identities, [...identities]);
  bounded('/accountIds', sizesOfCustomer.accounts, [...accounts]);
}
