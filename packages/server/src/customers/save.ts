import { db, unlessTaken } from '../platform/db/index.ts';
import { type Changes, differences } from '../platform/differences.ts';
import type { Call } from '../rpc/context.ts';
import { refuseTakenExternalId } from './conflicts.ts';
import type { Customer } from './contract.ts';
import { type Details, presentCustomer } from './present.ts';
import { here, type Loaded, type Row } from './rows.ts';
import { digitsOf, syncTerms, termsOf } from './search-terms.ts';
import { customers } from './tables.ts';

interface After {
  readonly values?: Partial<Row>;
  readonly details?: Details;
}

interface Told {
  readonly type: string;
  /** What the event holds beside the customer. */
  readonly data?: Record<string, unknown>;
  /** Told, as a new version, also when no field of the customer differs. */
  readonly always?: true;
}

export const termsOfCustomer = ({ row, details }: Loaded): Set<string> =>
  row.mergedInto || row.erasedAt
    ? new Set()
    : termsOf([
        row.name,
        row.email,
        row.externalId,
        row.phone,
        digitsOf(row.phone),
        ...details.identities.map(([, , , value]) => value),
        ...details.forwarded,
      ]);

/** What changes with the record itself, and is not told as a change of it. */
const untold: readonly (keyof Customer)[] = ['version', 'createdAt', 'updatedAt', 'stats'];

/** How a customer differs from what it was, in the words of the contract. */
export function changesOf(before: Customer, after: Customer): Changes {
  const { changes } = differences(before, after as never);
  for (const field of untold) delete changes[field];
  return changes;
}

/** Writes what differs, with the words it is found by, and says so; null when nothing does. */
export async function saveCustomer(
  call: Call,
  before: Loaded,
  { values = {}, details = before.details }: After,
  { type, data = {}, always }: Told = { type: 'customer.updated' },
): Promise<Customer | null> {
  const wanted = differences(before.row, values as never).values ?? {};
  const after: Loaded = {
    row: { ...before.row, ...wanted, version: before.row.version + 1, updatedAt: call.now },
    details,
  };
  const customer = presentCustomer(after);
  const changes = changesOf(presentCustomer(before), customer);
  if (Object.keys(changes).length === 0 && !always) return null;
  const update = () =>
    db
      .update(customers)
      .set({ ...wanted, version: customer.version, updatedAt: call.now })
      .where(here(call, customer.id));
  const { externalId } = wanted as Partial<Row>;
  await (externalId
    ? unlessTaken('customers_workspace_id_external_id_key', update, () =>
        refuseTakenExternalId(call, externalId),
      )
    : update());
  syncTerms(call, 'customer', customer.id, {
    before: termsOfCustomer(before),
    after: termsOfCustomer(after),
  });
  call.emit({
    type,
    resource: { type: 'customer', id: customer.id, version: customer.version },
    data: { customer, ...data },
    changes,
  });
  return customer;
}
