import type { WidgetKey } from '../authentication/contract.ts';
import { findWidgetKey, verifyIdentity } from '../authentication/index.ts';
import type { Id } from '../contract/ids.ts';
import { type Customer, upsertCustomer } from '../customers/contract.ts';
import { upsertByExternalId } from '../customers/index.ts';
import { notFound, ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';

export type Identity =
  | { readonly level: 'anonymous'; readonly failures: readonly string[] }
  | { readonly level: 'verified'; readonly customer: Customer };

export async function requireWidgetKey(call: Call, id: Id<'wk'>): Promise<WidgetKey> {
  const key = await findWidgetKey(call, id);
  if (!key) throw notFound('widget_key');
  return key;
}

/** Who a new visitor is, by the identity mode of the widget key. */
export async function identityAtStart(
  call: Call,
  key: WidgetKey,
  token: string | undefined,
): Promise<Identity> {
  const anonymous = { level: 'anonymous' as const, failures: [] };
  if (key.identityMode === 'off') return anonymous;
  if (token === undefined) {
    if (key.identityMode === 'enforce') throw new ProblemError('identity_required');
    return anonymous;
  }
  const verified = await verifyIdentity(call, token, key);
  if ('failures' in verified) {
    if (key.identityMode === 'enforce') throw invalid(verified.failures);
    return { level: 'anonymous', failures: verified.failures.map(({ code }) => code) };
  }
  return { level: 'verified', customer: await customerOf(call, verified) };
}

/** Who a visitor says to be while the session goes on; null where the widget key takes no identities. */
export async function identityOf(call: Call, key: WidgetKey, token: string): Promise<Customer | null> {
  if (key.identityMode === 'off') return null;
  const verified = await verifyIdentity(call, token, key);
  if ('failures' in verified) throw invalid(verified.failures);
  return customerOf(call, verified);
}

const invalid = (failures: readonly object[]) =>
  new ProblemError('invalid_identity_token', undefined, { metadata: { failures } });

const { name: nameField, email: emailField } = upsertCustomer.input.shape;

/** The customer with this external id: no other field, an email address least of all, finds a person. */
async function customerOf(
  call: Call,
  { externalId, claims }: { externalId: string; claims: Readonly<Record<string, unknown>> },
): Promise<Customer> {
  const [name, email] = [nameField.safeParse(claims.name), emailField.safeParse(claims.email)];
  const { customer } = await upsertByExternalId(call, externalId, {
    ...(name.success && name.data ? { name: name.data } : {}),
    ...(email.success && email.data ? { email: email.data } : {}),
  });
  return customer;
}
