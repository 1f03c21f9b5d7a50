import { beforeAll, expect, test } from 'vitest';
import { fakeSecrets } from '../../testing/fake-secrets.ts';
import { createWorkspace, type TestWorkspace } from '../../testing/index.ts';
import { inTransaction, statement } from '../db/index.ts';

/** What is written down beside the data itself: audit rows, and answers kept for replays. */
let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await createWorkspace();
});

const rows = (read: () => Promise<unknown[][]>) =>
  inTransaction(workspace.server.services.engine, workspace.id as `ws_${string}`, 'read', () => read());

test('the change that an audit row keeps holds no secret', async () => {
  const { text, core } = fakeSecrets('audit')[0]!;
  const changed = await workspace.admin.patch('/workspace', { name: `Acme ${text}` });
  expect(changed.status).toBe(200);
  const changes = await rows(
    statement(`select changes::text from audit_log where action = 'workspace.update'`),
  );
  expect(JSON.stringify(changes)).toContain('[masked]');
  expect(JSON.stringify(changes)).not.toContain(core);
});

test('a stored answer that reveals a secret is encrypted, and is replayed byte for byte', async () => {
  const create = () =>
    workspace.admin.post(
      '/auth/credentials',
      { name: 'Replayed', scopes: ['customers:read'] },
      { 'idempotency-key': 'stored-1' },
    );
  const [first, second] = [await create(), await create()];
  expect(second.text).toBe(first.text);
  const stored = await rows(statement(`select answer from idempotency_records where key = 'stored-1'`));
  expect(stored).toHaveLength(1);
  const answer = Buffer.from(stored[0]![0] as Uint8Array).toString('latin1');
  expect(answer).not.toContain('woesk_');
  expect(answer).not.toContain('Replayed');
});

test('any other stored answer is kept as it was given, secrets of the customer with it', async () => {
  const { text, core } = fakeSecrets('stored')[0]!;
  const create = () =>
    workspace.admin.put(
      '/customers/by-external-id/stored',
      { name: text },
      { 'idempotency-key': 'stored-2' },
    );
  const [first, second] = [await create(), await create()];
  expect(first.status).toBeLessThan(300);
  expect(first.text).toContain(core);
  expect(second.text).toBe(first.text);
});
