import { z } from 'zod';
import { operation } from '../../contract/operation.ts';
import { nothing, text } from '../../contract/shapes.ts';
import { member, workspace, workspaceExample } from '../../workspaces/contract.ts';
import { credential, credentialExample, scope } from './credentials.ts';

export const getMe = operation({
  summary: 'Who am I',
  description:
    'The credential of this request, its workspace and its scopes. It needs no scope, so it answers whether a key works.',
  access: { credential: 'A key may always ask what it is.' },
  rest: 'GET /auth/me',
  input: nothing,
  output: z
    .strictObject({
      credential,
      workspace,
      member: member.nullable().meta({ description: 'In whose name the credential acts.' }),
      scopes: z.array(scope).max(64).meta({
        description: 'What it may do: of its scopes those that the role of its member allows.',
      }),
      apiVersion: text(10),
    })
    .meta({ id: 'Me' }),
  example: {
    input: {},
    output: {
      credential: credentialExample,
      workspace: workspaceExample,
      member: null,
      scopes: credentialExample.scopes,
      apiVersion: '2026-11-01',
    },
  },
});

export const listScopes = operation({
  summary: 'List scopes',
  description: 'Every scope that a credential may hold, with the operations it opens.',
  access: { credential: 'The list is part of the documentation.' },
  rest: 'GET /auth/scopes',
  input: nothing,
  output: z.strictObject({
    object: z.literal('list'),
    data: z
      .array(
        z
          .strictObject({
            name: scope,
            category: text(50),
            description: text(200),
            sensitive: z.boolean().meta({ description: 'Whether holding it allows to extend access.' }),
            operations: z.array(text(100)).max(500),
          })
          .meta({ id: 'Scope' }),
      )
      .max(100),
  }),
  example: {
    input: {},
    output: {
      object: 'list',
      data: [
        {
          name: 'customers:read',
          category: 'customers',
          description: 'Read customers.',
          sensitive: false,
          operations: ['customers.get', 'customers.list'],
        },
      ],
    },
  },
});
