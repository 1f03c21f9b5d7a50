import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorkspace, startTestServer } from '../../testing/index.ts';
import { DiskFiles } from './disk.ts';
import { S3Files } from './s3.ts';
import type { FileStore } from './store.ts';

const newFolder = () => mkdtempSync(join(tmpdir(), 'woes-files-'));
const bucket = { bucket: 'files', region: 'us-east-1', accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };

let s3: S3rver;
let endpoint: string;
beforeAll(async () => {
  s3 = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: newFolder(),
    configureBuckets: [{ name: bucket.bucket, configs: [] }],
  });
  endpoint = `http://127.0.0.1:${(await s3.run()).port}`;
});
afterAll(() => s3.close());

const stores: [string, () => FileStore][] = [
  ['a folder', () => new DiskFiles(newFolder())],
  ['a bucket', () => new S3Files({ ...bucket, endpoint })],
];

async function* parts(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text);
}

const read = async (store: FileStore, key: string) => {
  const content = await store.get(key);
  if (!content) return null;
  let text = '';
  for await (const chunk of content) text += Buffer.from(chunk).toString();
  return text;
};

describe.each(stores)('%s', (_, open) => {
  test('gives back what was put there, replaces it and removes it', async () => {
    const store = open();
    expect(await read(store, 'ws_1/att_1')).toBeNull();
    await store.put('ws_1/att_1', parts('hel', 'lo'), 5);
    expect(await read(store, 'ws_1/att_1')).toBe('hello');
    await store.put('ws_1/att_1', parts('bye'), 3);
    expect(await read(store, 'ws_1/att_1')).toBe('bye');
    await store.delete('ws_1/att_1');
    await store.delete('ws_1/att_1');
    expect(await read(store, 'ws_1/att_1')).toBeNull();
  });

  test('keeps nothing of a file that breaks off', async () => {
    const store = open();
    async function* broken() {
      yield Buffer.from('hel');
      throw new Error('gone');
    }
    await expect(store.put('ws_1/att_2', broken(), 5)).rejects.toThrow();
    expect(await read(store, 'ws_1/att_2')).toBeNull();
  });
});

test('a folder takes no key that leads out of it', async () => {
  const store = new DiskFiles(newFolder());
  await expect(store.get('../secret')).rejects.toThrow('is no key');
});

test('attachments go into the bucket that the settings name', async () => {
  const server = await startTestServer({
    WOES_S3_ENDPOINT: endpoint,
    WOES_S3_BUCKET: bucket.bucket,
    WOES_S3_ACCESS_KEY_ID: bucket.accessKeyId,
    WOES_S3_SECRET_ACCESS_KEY: bucket.secretAccessKey,
  });
  expect(server.services.files).toBeInstanceOf(S3Files);
  const { admin } = await createWorkspace(server);
  const content = Buffer.from('GET /v1/me HTTP/1.1');
  const made = await admin.post('/attachments', {
    filename: 'request.txt',
    contentType: 'text/plain',
    size: content.length,
  });
  const put = (body: Buffer) =>
    fetch(new URL(made.body.uploadUrl, server.url), { method: 'PUT', body: new Uint8Array(body) });
  expect((await put(content.subarray(1))).status).toBe(413);
  expect((await put(content)).status).toBe(200);
  const ready = await admin.get(`/attachments/${made.body.id}`);
  const got = await fetch(new URL(ready.body.downloadUrl, server.url));
  expect(await got.text()).toBe(content.toString());
  await server.stop();
});
