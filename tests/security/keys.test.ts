import { RestActor, testRootToken } from '@woes/server/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { scopes } from '../../packages/server/src/contract/scopes.ts';
import { everyOperation, overRest, overRpc, refusalOf, type Stage, stage, titled } from '../support/doors.ts';

/** Every kind of key and every single scope, at both doors of every operation. */
let on: Stage;
const keys: Record<string, string | null> = {};
const scoped: Record<string, string> = {};

beforeAll(async () => {
  on = await stage();
  const { workspace, visitor, server } = on;
  const made = async (more: object) => {
    const { body, text } = await workspace.admin.post('/auth/credentials', {
      name: 'Kind',
      scopes: [...scopes],
      ...more,
    });
    if (!body?.secret) throw new Error(text);
    return body as { id: string; secret: string };
  };
  const revoked = await made({});
  await workspace.admin.delete(`/auth/credentials/${revoked.id}`);
  const soon = new Date(server.clock.now().getTime() + 60_000).toISOString();
  const expired = await made({ expiresAt: soon });
  const elsewhere = await made({ ipAllowlist: ['203.0.113.0/24'] });
  server.clock.advance(120_000);
  Object.assign(keys, {
    none: null,
    malformed: 'woesk_short',
    unknown: `woesk_${'0'.repeat(38)}`,
    root: testRootToken,
    credential: workspace.admin.key,
    revoked: revoked.secret,
    expired: expired.secret,
    elsewhere: elsewhere.secret,
    widgetKey: visitor.widgetKey,
    widgetSession: visitor.token,
    refreshToken: visitor.refreshToken,
    conversationSecret: on.conversationSecret,
  });
  for (const scope of scopes) scoped[scope] = (await workspace.withScopes(scope)).key;
});

const invalid = '401 invalid_credentials';
const ofCredentials: Record<string, string> = {
  revoked: '401 revoked_credentials',
  expired: '401 expired_credentials',
  elsewhere: '403 ip_not_allowed',
};

/** What a kind of key is told by an operation; null when it may call. */
function verdict(kind: string, { surface, entry }: (typeof everyOperation)[number]): string | null {
  const { access } = entry.operation;
  if ('public' in access) return null;
  if (kind === 'none') return '401 missing_credentials';
  if ('widget' in access)
    return kind === (access.widget === 'key' ? 'widgetKey' : 'widgetSession') ? null : invalid;
  if (surface === 'workspace' && kind in ofCredentials) return ofCredentials[kind]!;
  if (kind === 'root') return 'root' in access ? null : '403 key_type_not_allowed';
  if (kind === 'credential') return 'root' in access ? '403 key_type_not_allowed' : null;
  return invalid;
}

const toldOf = (refusal: any) =>
  refusal && (refusal.status === 401 || refusal.status === 403) ? `${refusal.status} ${refusal.code}` : null;

describe.each(titled(everyOperation))('%s', (_, doors) => {
  test('takes the kinds of keys that it names, and no other', async () => {
    for (const [kind, key] of Object.entries(keys)) {
      const rest = refusalOf(await overRest(doors, on, idsOnly(doors), { key }));
      const rpc = refusalOf(await overRpc(doors, on, {}, { key }));
      const expected = verdict(kind, doors);
      // A conversation of a widget is opened by its own secret, which no key replaces.
      const opened = ({ code }: { code?: string } = {}) => code !== 'conversation_secret_required';
      expect([kind, opened(rest ?? {}) ? toldOf(rest) : null]).toEqual([kind, expected]);
      expect([kind, opened(rpc ?? {}) ? toldOf(rpc) : null]).toEqual([kind, expected]);
    }
  });

  const { access } = doors.entry.operation;
  if (!('scope' in access)) return;
  test('opens to its own scope alone', async () => {
    const needed = (access as { scope: string }).scope;
    for (const [scope, key] of Object.entries(scoped)) {
      const expected = scope === needed ? null : '403 insufficient_scope';
      const rest = refusalOf(await overRest(doors, on, idsOnly(doors), { key }));
      const rpc = refusalOf(await overRpc(doors, on, {}, { key }));
      expect([scope, toldOf(rest), toldOf(rpc)]).toEqual([scope, expected, expected]);
      if (expected) expect(rest.metadata).toEqual({ missingScope: needed });
    }
  });
});

/** Nothing but what the path needs: whether a key may call is decided before the input is read. */
function idsOnly({ entry: { operation } }: (typeof everyOperation)[number]): Record<string, unknown> {
  const names = [...operation.rest.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  return Object.fromEntries(names.map((name) => [name, 'conv_01jd0000000000000000000099']));
}

test('a credential narrowed to reading cannot make or show a secret', async () => {
  const reading = await on.workspace.withScopes(...scopes.filter((scope) => scope.endsWith(':read')));
  const actor = new RestActor(on.server, reading.key);
  for (const doors of everyOperation.filter(({ entry }) => entry.operation.revealsSecret)) {
    if (doors.surface !== 'workspace') continue;
    const answer = refusalOf(await overRest(doors, on, idsOnly(doors), { key: actor.key }));
    expect(answer, doors.entry.name).toMatchObject({ status: 403 });
  }
});
