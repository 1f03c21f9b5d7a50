import { beforeAll, expect, test } from 'vitest';
import { givenCodes } from '../../packages/server/src/testing/declared-codes.ts';
import {
  everyOperation,
  faultOf,
  overRest,
  overRpc,
  type Stage,
  stage,
  titled,
  validInput,
} from '../support/doors.ts';

/**
 * After each suite, those of the server included, the codes that operations gave are held against those that they
 * declare (`packages/server/src/testing/check-codes.ts`). Here: nothing escapes that record.
 */
let on: Stage;
beforeAll(async () => {
  on = await stage();
});

test.each(titled(everyOperation))('what %s refuses is on record, over REST and RPC', async (name, doors) => {
  if ('public' in doors.entry.operation.access) return;
  for (const [door, ask, key, code] of [
    ['rest', overRest, null, 'missing_credentials'],
    ['rpc', overRpc, 'woesk_nobody', 'invalid_credentials'],
  ] as const) {
    const answer = await ask(doors, on, validInput(doors, on), { key });
    expect(answer.status).toBe(401);
    expect(faultOf(door, doors, answer)).toBeNull();
    expect([...(givenCodes().get(name) ?? [])]).toContain(code);
  }
});

test('bodies that are none are refused as announced, by every operation that takes one', async () => {
  for (const doors of everyOperation) {
    if (/^GET /.test(doors.entry.operation.rest)) continue;
    const input = validInput(doors, on);
    const hostile = [
      { raw: '{' },
      { raw: '[]' },
      { raw: 'null' },
      { raw: '"text"' },
      { raw: 'x=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      { raw: '{}', headers: { 'content-type': 'application/json; charset=utf-16' } },
      { raw: '\ufeff{}' },
    ];
    for (const asking of hostile) {
      expect(faultOf('rest', doors, await overRest(doors, on, input, asking)), doors.entry.name).toBeNull();
      expect(faultOf('rpc', doors, await overRpc(doors, on, input, asking)), doors.entry.name).toBeNull();
    }
  }
});
