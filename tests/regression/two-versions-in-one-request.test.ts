import { createWorkspace } from '@woes/server/testing';
import { expect, test } from 'vitest';

test('a version in the body that is not the one of If-Match is refused, not overwritten by it', async () => {
  const { admin } = await createWorkspace();
  for (const expectedVersion of ['nonsense', 2]) {
    const asked = await admin.patch('/workspace', { name: 'Other', expectedVersion }, { 'if-match': '"1"' });
    expect(asked.status, asked.text).toBe(400);
    expect(asked.body.errors).toMatchObject([{ location: 'header', pointer: '/If-Match' }]);
  }
  const agreed = await admin.patch(
    '/workspace',
    { name: 'Other', expectedVersion: 1 },
    { 'if-match': '"1"' },
  );
  expect(agreed.status, agreed.text).toBe(200);
});
