import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { webhooks } from './index.ts';

const newSecret = () => `whsec_${randomBytes(32).toString('base64')}`;
const secret = newSecret();
const body = JSON.stringify({ type: 'message.received', data: { text: 'Grüße 🌍' } });
const id = 'evt_01jd0000000000000000000001';
const now = new Date();
const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (error as { reason?: string }).reason,
  );

describe('signatures', () => {
  test('of the SDK are what the reference library accepts, and the other way round', async () => {
    const ours = await webhooks.sign(body, { id, secret, timestamp: now });
    expect(new Webhook(secret).verify(body, ours)).toEqual(JSON.parse(body));
    const theirs = {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, now, body),
    };
    expect(theirs).toEqual(ours);
    expect(await webhooks.unwrap(body, theirs, secret)).toEqual(JSON.parse(body));
  });

  test('of either secret are accepted while one follows the other', async () => {
    const next = newSecret();
    const old = await webhooks.sign(body, { id, secret });
    const both = {
      ...old,
      'webhook-signature': `v1a,x v1,%% ${(await webhooks.sign(body, { id, secret: next }))['webhook-signature']} ${old['webhook-signature']}`,
    };
    await webhooks.verify(body, both, secret);
    await webhooks.verify(body, both, next);
    await webhooks.verify(body, old, [next, secret]);
    expect(await reasonOf(webhooks.verify(body, old, next))).toBe('no_match');
  });

  test('are found in headers of any kind and case', async () => {
    const signed = await webhooks.sign(body, { id, secret });
    await webhooks.verify(body, new Headers(signed), secret);
    const shouted = Object.fromEntries(
      Object.entries(signed).map(([name, value]) => [name.toUpperCase(), [value]]),
    );
    await webhooks.verify(body, shouted, secret);
  });

  test('of another body, id or time are refused, as are old ones and those from the future', async () => {
    const signed = await webhooks.sign(body, { id, secret });
    expect(await reasonOf(webhooks.verify(`${body} `, signed, secret))).toBe('no_match');
    expect(await reasonOf(webhooks.verify(body, { ...signed, 'webhook-id': 'evt_x' }, secret))).toBe(
      'no_match',
    );
    expect(await reasonOf(webhooks.verify(body, { ...signed, 'webhook-id': '' }, secret))).toBe(
      'missing_header',
    );
    expect(await reasonOf(webhooks.verify(body, { ...signed, 'webhook-timestamp': '1e3' }, secret))).toBe(
      'invalid_timestamp',
    );
    const at = (seconds: number) => ({ now: new Date(Date.now() + seconds * 1000) });
    expect(await reasonOf(webhooks.verify(body, signed, secret, at(302)))).toBe('too_old');
    expect(await reasonOf(webhooks.verify(body, signed, secret, at(-302)))).toBe('too_new');
    await webhooks.verify(body, signed, secret, { ...at(302), toleranceSeconds: 600 });
  });

  test('need a secret that is one', async () => {
    await expect(webhooks.sign(body, { id, secret: 'whsec_' })).rejects.toThrow(TypeError);
    await expect(webhooks.sign(body, { id, secret: 'whsec_%' })).rejects.toThrow(TypeError);
  });
});
