import { z } from 'zod';
import { exampleId, id } from '../../contract/ids.ts';
import { page, pageInput } from '../../contract/lists.ts';
import { operation } from '../../contract/operation.ts';
import { expectedVersion } from '../../contract/shapes.ts';
import { customer, customerExample, identity, identityExample, newIdentity } from './customer.ts';

export const listIdentities = operation({
  summary: 'List the identities of a customer',
  description: 'What channels and systems know the customer by, oldest first.',
  access: { scope: 'customers:read' },
  rest: 'GET /customers/{id}/identities',
  input: z.strictObject({ id: id('cus'), ...pageInput }),
  output: page(identity),
  errors: ['invalid_cursor'],
  example: {
    input: { id: exampleId('cus') },
    output: { object: 'list', data: [identityExample], hasMore: false, nextCursor: null },
  },
});

export const addIdentity = operation({
  summary: 'Add an identity to a customer',
  description:
    'Says what a channel or a system knows the customer by. An identity belongs to one customer: when another one has it, `already_exists` names that customer to credentials that may read customers. Adding one that is there changes at most whether it is verified, and that only from false to true.',
  access: { scope: 'customers:write' },
  rest: 'POST /customers/{id}/identities',
  status: 201,
  input: z.strictObject({ id: id('cus'), ...newIdentity }),
  output: identity,
  errors: ['already_exists', 'reference_not_usable', 'state_conflict'],
  events: ['customer.identity_linked', 'customer.updated'],
  example: {
    input: { id: exampleId('cus'), type: 'external', system: 'billing', value: 'b_771', verified: true },
    output: { ...identityExample, type: 'external', system: 'billing', value: 'b_771' },
  },
});

export const removeIdentity = operation({
  summary: 'Remove an identity from a customer',
  description: 'The channel or system no longer knows the customer by it; another customer may have it then.',
  access: { scope: 'customers:write' },
  rest: 'DELETE /customers/{id}/identities/{identityId}',
  input: z.strictObject({ id: id('cus'), identityId: id('idn'), expectedVersion: expectedVersion() }),
  output: customer,
  errors: ['version_conflict', 'state_conflict'],
  events: ['customer.identity_unlinked'],
  example: {
    input: { id: exampleId('cus'), identityId: exampleId('idn') },
    output: { ...customerExample, verified: false, identities: [], version: 2 },
  },
});
