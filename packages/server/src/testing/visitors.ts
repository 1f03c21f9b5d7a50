import { type Answer, type Asked, request, type TestWorkspace } from './actors.ts';

export const visitorOrigin = 'https://docs.example.com';

/** Somebody in a browser: a widget key, a session, and the secrets of what he or she has started. */
export interface WidgetVisitor {
  readonly widgetKey: string;
  readonly widgetKeyId: string;
  readonly token: string;
  readonly refreshToken: string;
  send(method: string, path: string, asked?: Asked & { key?: string; secret?: string }): Promise<Answer>;
}

/** Starts a session from an allowed page. */
export async function startWidget(workspace: TestWorkspace): Promise<WidgetVisitor> {
  const made = await workspace.admin.post('/auth/widget-keys', {
    channelId: workspace.channelId,
    name: 'Docs',
    allowedOrigins: [visitorOrigin],
  });
  const { key, id } = made.body;
  const send =
    (bearer: string): WidgetVisitor['send'] =>
    (method, path, { key: other, secret, ...asked } = {}) =>
      request(workspace.server, method, `/api/widget/v1${path}`, {
        ...asked,
        headers: {
          origin: visitorOrigin,
          authorization: `Bearer ${other ?? bearer}`,
          ...(secret ? { 'woes-conversation-secret': secret } : {}),
          ...asked.headers,
        },
      });
  const started = await send(key)('POST', '/sessions');
  if (started.status !== 201) throw new Error(`No session: ${started.text}`);
  const { token, refreshToken } = started.body;
  return { widgetKey: key, widgetKeyId: id, token, refreshToken, send: send(token) };
}
