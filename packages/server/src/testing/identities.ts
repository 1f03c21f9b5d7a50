import { SignJWT } from 'jose';
import { type Answer, request, type TestWorkspace } from './actors.ts';
import { visitorOrigin } from './visitors.ts';

/** A widget key with an identity mode and a secret that signs for it, as a company sets them up. */
export interface IdentitySetup {
  readonly widgetKey: string;
  readonly widgetKeyId: string;
  readonly secretId: string;
  readonly kid: string;
  readonly secret: string;
  /** A good token, but for what is given. */
  sign(claims?: Record<string, unknown>, more?: Partial<Signing>): Promise<string>;
  start(identityToken?: string): Promise<Answer>;
  send(
    token: string,
    method: string,
    path: string,
    asked?: { body?: unknown; secret?: string; headers?: Record<string, string> },
  ): Promise<Answer>;
}

interface Signing {
  readonly kid: string;
  readonly alg: string;
  readonly key: Uint8Array | CryptoKey;
  readonly header: Record<string, unknown>;
}

export async function setUpIdentity(
  workspace: TestWorkspace,
  identityMode: 'off' | 'report' | 'enforce',
): Promise<IdentitySetup> {
  const { admin, server, channelId } = workspace;
  const key = await admin.post('/auth/widget-keys', {
    channelId,
    name: 'App',
    allowedOrigins: [visitorOrigin],
    identityMode,
  });
  const made = await admin.post('/auth/identity-secrets', { algorithm: 'HS256' });
  if (made.status !== 201) throw new Error(made.text);
  const { id: secretId, kid, secret } = made.body;
  const send: IdentitySetup['send'] = (token, method, path, { body, secret: opened, headers = {} } = {}) =>
    request(server, method, `/api/widget/v1${path}`, {
      body,
      headers: {
        origin: visitorOrigin,
        authorization: `Bearer ${token}`,
        ...(opened ? { 'woes-conversation-secret': opened } : {}),
        ...headers,
      },
    });
  return {
    widgetKey: key.body.key,
    widgetKeyId: key.body.id,
    secretId,
    kid,
    secret,
    sign: (claims = {}, more = {}) =>
      new SignJWT({
        sub: 'user_1',
        aud: key.body.key,
        exp: Math.floor(server.clock.now().getTime() / 1000) + 300,
        ...claims,
      })
        .setProtectedHeader({ alg: more.alg ?? 'HS256', kid: more.kid ?? kid, ...more.header })
        .sign(more.key ?? new TextEncoder().encode(secret)),
    start: (identityToken) =>
      send(key.body.key, 'POST', '/sessions', { body: identityToken === undefined ? {} : { identityToken } }),
    send,
  };
}
