import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CursorScope, decodeCursor, encodeCursor } from './cursor.ts';
import { KeyRing } from './keys/index.ts';

const keys = new KeyRing('a secret for the cursors of tests');
const scope: CursorScope = { workspaceId: 'ws_1', resource: 'customers', filter: { sort: 'created_at' } };
const position = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 3 });

test('a cursor gives back its position, to the last microsecond', () => {
  fc.assert(
    fc.property(position, (at) => {
      expect(decodeCursor(keys, scope, encodeCursor(keys, scope, at))).toEqual(at);
    }),
  );
  const precise = ['2026-11-22 09:30:00.123456+00', 'x'];
  expect(decodeCursor(keys, scope, encodeCursor(keys, scope, precise))).toEqual(precise);
});

test('a cursor is refused anywhere but where it belongs', () => {
  const cursor = encodeCursor(keys, scope, ['x']);
  for (const other of [
    { ...scope, workspaceId: 'ws_2' },
    { ...scope, resource: 'conversations' },
    { ...scope, filter: { sort: '-created_at' } },
    { ...scope, filter: {} },
  ])
    expect(() => decodeCursor(keys, other, cursor)).toThrow(
      expect.objectContaining({ code: 'invalid_cursor' }),
    );
  const others = new KeyRing('the secret of another installation');
  expect(() => decodeCursor(others, scope, cursor)).toThrow(
    expect.objectContaining({ code: 'invalid_cursor' }),
  );
});

test('no text that was not given out is a cursor', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => decodeCursor(keys, scope, text)).toThrow(
        expect.objectContaining({ code: 'invalid_cursor' }),
      );
    }),
  );
});
