import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { choresOf } from '../../housekeeping.ts';
import { db } from '../../platform/db/index.ts';
import {
  createConversation,
  createWorkspace,
  eventsOf,
  expectProblem,
  inDatabase,
  type TestWorkspace,
} from '../../testing/index.ts';
import { attachments } from '../tables.ts';

let workspace: TestWorkspace;
let conversation: any;
beforeAll(async () => {
  workspace = await createWorkspace();
  conversation = await createConversation(workspace);
});

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const program = Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]), Buffer.alloc(200)]);

const announce = async (contentType: string, content: Buffer, more: object = {}) => {
  const made = await workspace.admin.post('/attachments', {
    filename: 'file.bin',
    contentType,
    size: content.length,
    ...more,
  });
  expect(made.status, made.text).toBe(201);
  return made.body;
};
const at = (url: string) => new URL(url, workspace.server.url);
const upload = (attachment: any, content: Buffer | ReadableStream) =>
  fetch(at(attachment.uploadUrl), {
    method: 'PUT',
    body: content as BodyInit,
    duplex: 'half',
  } as RequestInit);
const get = async (id: string) => (await workspace.admin.get(`/attachments/${id}`)).body;
const send = (attachmentIds: string[]) =>
  workspace.admin.post(`/conversations/${conversation.id}/messages`, {
    body: { text: 'See.' },
    attachmentIds,
  });

const contentKeyOf = (id: string) =>
  inDatabase(workspace, async () => {
    const [row] = await db
      .select({ key: attachments.contentKey })
      .from(attachments)
      .where(eq(attachments.id, id as `att_${string}`));
    return row!.key!;
  });

async function uploaded(content = png, type = 'image/png') {
  const attachment = await announce(type, content);
  expect((await upload(attachment, content)).status).toBe(200);
  return get(attachment.id);
}

describe('an attachment', () => {
  test('goes in, says what it is, comes with its message, and comes out byte for byte', async () => {
    const attachment = await announce('image/png', png, { filename: 'Bild „1“.png' });
    expect(attachment).toMatchObject({ state: 'pending', downloadUrl: null, messageId: null });
    const events = await eventsOf(workspace, async () => {
      const answer = await upload(attachment, png);
      expect(await answer.json()).toEqual({ id: attachment.id, state: 'ready', rejectedFor: null });
    });
    expect(events.map(({ type }) => type)).toEqual(['attachment.scanned']);
    const sent = await send([attachment.id]);
    const shown = { id: attachment.id, filename: 'Bild „1“.png', contentType: 'image/png', size: png.length };
    expect(sent.body.attachments).toEqual([shown]);
    const read = await workspace.admin.get(`/conversations/${conversation.id}/messages`, { limit: 100 });
    expect(read.body.data.at(-1).attachments).toEqual([shown]);

    const ready = await get(attachment.id);
    expect(ready).toMatchObject({
      state: 'ready',
      messageId: sent.body.id,
      uploadUrl: null,
      sha256: createHash('sha256').update(png).digest('hex'),
    });
    const content = await fetch(at(ready.downloadUrl));
    expect(Buffer.from(await content.arrayBuffer()).equals(png)).toBe(true);
    expect(Object.fromEntries(content.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent('Bild „1“.png')}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
  });

  test('that a browser could run is saved, never shown', async () => {
    const page = Buffer.from('<script>alert(1)</script>');
    const { downloadUrl } = await uploaded(page, 'text/html');
    const { headers } = await fetch(at(downloadUrl));
    expect(headers.get('content-disposition')).toMatch(/^attachment;/);
  });

  test.each([
    ['a program', 'application/octet-stream', program, {}, 'type_not_allowed'],
    ['a program that says it is a picture', 'image/png', program, {}, 'type_not_allowed'],
    ['text that says it is a picture', 'image/png', Buffer.from('hello there'), {}, 'type_mismatch'],
    ['another file than announced', 'image/png', png, { sha256: '0'.repeat(64) }, 'hash_mismatch'],
  ] as const)('is refused when it is %s', async (_, type, content, more, rejectedFor) => {
    const attachment = await announce(type, content, more);
    expect(await (await upload(attachment, content)).json()).toMatchObject({
      state: 'rejected',
      rejectedFor,
    });
    expect(await get(attachment.id)).toMatchObject({ state: 'rejected', downloadUrl: null });
    expectProblem(await send([attachment.id]), 422, 'reference_not_usable');
  });

  test.each([
    ['longer', (content: Buffer) => Buffer.concat([content, Buffer.from('more')])],
    ['shorter', (content: Buffer) => content.subarray(0, 20)],
  ])('that is %s than announced is refused, and can be uploaded again', async (_, other) => {
    const attachment = await announce('image/png', png);
    const refused = await upload(attachment, other(png));
    expect([refused.status, (await refused.json()).code]).toEqual([413, 'payload_too_large']);
    expect((await get(attachment.id)).state).toBe('pending');
    expect((await upload(attachment, png)).status).toBe(200);
  });

  test('is uploaded once, and belongs to one message', async () => {
    const attachment = await announce('image/png', png);
    const both = await Promise.all([upload(attachment, png), upload(attachment, png)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const sent = await Promise.all([send([attachment.id]), send([attachment.id])]);
    expect(sent.map(({ status }) => status).sort()).toEqual([201, 422]);
  });

  test('that two upload at once holds what it was judged by', async () => {
    const texts = ['the first content', 'the other content'].map((text) => Buffer.from(text));
    for (let n = 0; n < 10; n++) {
      const attachment = await announce('text/plain', texts[0]!);
      await Promise.all(texts.map((content) => upload(attachment, content)));
      const { sha256, downloadUrl } = await get(attachment.id);
      const content = Buffer.from(await (await fetch(at(downloadUrl))).arrayBuffer());
      expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
    }
  });

  test('has at most 25 MiB', async () => {
    const size = 25 * 1024 * 1024 + 1;
    const made = await workspace.admin.post('/attachments', {
      filename: 'x',
      contentType: 'image/png',
      size,
    });
    expect(made.status).toBe(400);
  });

  test('is gone with its content when its message is deleted', async () => {
    const attachment = await uploaded();
    const { body } = await send([attachment.id]);
    const key = await contentKeyOf(attachment.id);
    await workspace.admin.delete(`/messages/${body.id}`);
    expect((await workspace.admin.get(`/attachments/${attachment.id}`)).status).toBe(404);
    const { files } = workspace.server.services;
    const isThere = async () => {
      const content = (await files.get(key)) as Readable | null;
      content?.destroy();
      return content !== null;
    };
    await vi.waitUntil(async () => !(await isThere()), { timeout: 20_000 });
  });
});

describe('a signed link', () => {
  test('opens nothing else: no other file, purpose, workspace or time', async () => {
    const [one, two, open] = [await uploaded(), await uploaded(), await announce('image/png', png)];
    const [, token] = one.downloadUrl.split('?');
    const refused = async (url: string, method = 'GET') => {
      const answer = await fetch(at(url), { method, ...(method === 'PUT' ? { body: png } : {}) });
      return [answer.status, (await answer.json()).code];
    };
    const no = [403, 'link_not_usable'];
    expect(await refused(`/api/v1/attachments/${two.id}/content?${token}`)).toEqual(no);
    expect(await refused(`/api/v1/attachments/${open.id}/content?${token}`, 'PUT')).toEqual(no);
    expect(await refused(`/api/v1/attachments/${one.id}/content`)).toEqual(no);
    const other = await createWorkspace();
    expect(await refused(one.downloadUrl.replace(workspace.id, other.id))).toEqual(no);
    expect(
      await refused(one.downloadUrl.replace(/\.(\d+)\./, (_: string, t: string) => `.${Number(t) + 1}.`)),
    ).toEqual(no);
    workspace.server.clock.advance(16 * 60_000);
    expect(await refused(one.downloadUrl)).toEqual(no);
    expect((await fetch(at((await get(one.id)).downloadUrl))).status).toBe(200);
  });
});

test('what nobody sends is removed after a day', async () => {
  const [sent, unsent] = [await uploaded(), await uploaded()];
  await send([sent.id]);
  const { services, clock } = workspace.server;
  const chore = choresOf(services).find(({ name }) => name === 'attachments that no message has')!;
  await chore.run();
  expect((await workspace.admin.get(`/attachments/${unsent.id}`)).status).toBe(200);
  clock.advance(25 * 3_600_000);
  await chore.run();
  expect((await workspace.admin.get(`/attachments/${unsent.id}`)).status).toBe(404);
  expect((await workspace.admin.get(`/attachments/${sent.id}`)).status).toBe(200);
});
