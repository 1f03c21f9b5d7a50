import { asWidgetError } from './errors.ts';
import type { Http } from './http.ts';
import { randomId } from './random-id.ts';
import type { Secrets } from './secrets.ts';
import type { Store } from './store.ts';
import type { Clock } from './types.ts';

/** The answer of the session routes. */
export interface WidgetSession {
  id: `wses_${string}`;
  token: string;
  expiresAt: Date;
  refreshToken: string;
  refreshExpiresAt: Date;
  identity: 'anonymous' | 'verified';
}

interface StoredSession {
  token: string;
  /** Milliseconds by the page's clock; null when that clock cannot be right. */
  renewAt: number | null;
  refreshToken: string;
  /** Kept, so that a refresh whose answer was lost, or another tab's, is repeated and not done twice. */
  refreshKey: string;
  /** What is to be said of the visitor: kept until it is answered, since its answer ends the token. */
  says?: { key: string; body: { identityToken: string; conversationSecrets: string[] } };
}

export type Session = ReturnType<typeof createSession>;

const marginMs = 60_000;

/** The visitor's session: started at first need, renewed before it ends, shared by all tabs. */
export function createSession(
  http: Http,
  store: Store,
  secrets: Secrets,
  widgetKey: string,
  clock: Clock,
  identityToken?: string,
) {
  let renewing: Promise<string> | null = null;
  let startKey = randomId();

  const stored = () => store.read<StoredSession | null>('session', null);

  const usable = (session: StoredSession | null, refused: string | undefined) =>
    session &&
    !session.says &&
    session.token !== refused &&
    (session.renewAt === null || clock.now() < session.renewAt)
      ? session.token
      : null;

  async function renew(refused?: string, saidInVain = false): Promise<string> {
    const session = stored();
    const token = usable(session, refused);
    if (token) return token;
    const says = session?.says;
    if (says && !saidInVain) {
      try {
        return keep(await post('/sessions/identify', says.key, says.body, session.token));
      } catch (error) {
        if (!isFinal(error)) throw error;
        const { status, code } = asWidgetError(error);
        // The token has ended by itself: said again with the next one.
        if (status === 401 && code !== 'invalid_identity_token') return renew(session.token, true);
        store.write('session', { ...session, says: undefined });
        throw error;
      }
    }
    if (session) {
      try {
        keep(
          await post('/sessions/refresh', session.refreshKey, { refreshToken: session.refreshToken }),
          says,
        );
        return renew();
      } catch (error) {
        if (!isFinal(error)) throw error;
      }
    }
    const started = await post('/sessions', startKey, {
      identityToken: identityToken ?? says?.body.identityToken,
    });
    startKey = randomId();
    return keep(started);
  }

  const post = (path: string, idempotencyKey: string, body: object, token = widgetKey) =>
    http.call<WidgetSession>(path, { token, idempotencyKey, body });

  /** Whether a refusal is the answer, and not the want of one. */
  function isFinal(error: unknown): boolean {
    const { status, retry } = asWidgetError(error);
    return status !== 0 && retry !== 'after' && retry !== 'same_request';
  }

  function keep({ token, expiresAt, refreshToken }: WidgetSession, says?: StoredSession['says']): string {
    const renewAt = +expiresAt - marginMs;
    // A page whose clock runs ahead would renew all the time; it waits for the server's 401 instead.
    store.write('session', {
      token,
      renewAt: renewAt > clock.now() ? renewAt : null,
      refreshToken,
      refreshKey: randomId(),
      ...(says && { says }),
    });
    return token;
  }

  /** One renewal at a time on this page, and where the browser has locks in all its tabs. */
  function current(refused?: string): Promise<string> {
    const token = usable(stored(), refused);
    return token ? Promise.resolve(token) : once(() => renew(refused));
  }

  function once(run: () => Promise<string>): Promise<string> {
    renewing ??= alone(run).finally(() => {
      renewing = null;
    });
    return renewing;
  }

  const alone = async (run: () => Promise<string>): Promise<string> =>
    globalThis.navigator?.locks?.request(`woes:${widgetKey}:session`, run) ?? run();

  /** Runs with a session token; once more with a new one when the server refuses it. */
  async function authorized<T>(run: (token: string) => Promise<T>): Promise<T> {
    const token = await current();
    try {
      return await run(token);
    } catch (error) {
      const { status, code } = asWidgetError(error);
      if (status !== 401 || code === 'invalid_identity_token') throw error;
      return run(await current(token));
    }
  }

  return {
    authorized,

    /** Says who the visitor is: to the session there is, or at the start of one. */
    async identify(token: string): Promise<void> {
      identityToken = token;
      startKey = randomId();
      while (renewing) await renewing.catch(() => undefined);
      if (!stored()) return void (await current());
      const conversationSecrets = secrets
        .usable()
        .map(([, secret]) => secret)
        .slice(-20);
      await once(() => {
        const says = { key: randomId(), body: { identityToken: token, conversationSecrets } };
        store.write('session', { ...stored(), says });
        return renew();
      });
    },
  };
}
