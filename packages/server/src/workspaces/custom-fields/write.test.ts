import { beforeAll, describe, expect, test } from 'vitest';
import type { CustomFieldValue } from '../../contract/shapes.ts';
import type { ProblemError } from '../../platform/problem.ts';
import { createWorkspace, inCall, type TestWorkspace } from '../../testing/index.ts';
import { type HeldCustomFields, writeCustomFields } from '../index.ts';

let workspace: TestWorkspace;
const ids: Record<string, string> = {};
beforeAll(async () => {
  workspace = await createWorkspace();
  const options = [
    { key: 'a', label: 'A' },
    { key: 'b', label: 'B' },
  ];
  for (const [key, more] of Object.entries({
    plain: { type: 'text' },
    code: { type: 'text', pattern: '[A-Z]{3}-[0-9]+' },
    slow: { type: 'text', pattern: '(a*)*b' },
    amount: { type: 'number' },
    price: { type: 'decimal' },
    area: { type: 'select', options },
    areas: { type: 'multi_select', options },
    flag: { type: 'boolean' },
    day: { type: 'date' },
    link: { type: 'url' },
  })) {
    const answer = await workspace.admin.post('/custom-fields', {
      target: 'issue',
      key,
      label: key,
      ...more,
    });
    ids[key] = answer.body.id;
  }
});

const nothing: HeldCustomFields = { values: {}, origins: {} };
type Patch = Record<string, CustomFieldValue | null>;
const write = (
  patch: Patch,
  current = nothing,
  how: Parameters<typeof writeCustomFields>[4] = { by: 'manual' },
) => inCall(workspace, (call) => writeCustomFields(call, 'issue', current, patch, how));
const problems = (patch: Patch, current = nothing, how?: Parameters<typeof writeCustomFields>[4]) =>
  write(patch, current, how).then(
    () => [],
    (error: ProblemError) => error.errors.map(({ pointer, code }) => `${pointer} ${code}`),
  );

describe('a value', () => {
  test.each<[string, CustomFieldValue[], unknown[]]>([
    ['plain', ['x', 'ä'.repeat(4000)], ['', 1, true, ['a']]],
    ['code', ['ABC-1'], ['abc-1', 'ABC-1 ', 'xABC-1', 'ABC-']],
    ['amount', [0, -1.5, Number.MAX_SAFE_INTEGER], ['1', true, []]],
    ['price', ['19.90', '-0.0000000001', '12345678901234567890'], ['1,5', '1.', '.5', '1e3', 19.9, '']],
    ['area', ['a'], ['c', 'A', '', ['a']]],
    ['areas', [['a'], ['b', 'a'], []], [['a', 'a'], ['c'], 'a']],
    ['flag', [true, false], ['true', 0]],
    ['day', ['2026-02-28', '2024-02-29'], ['2026-02-29', '2026-13-01', '2026-1-1', '0000-01-01', 'today']],
    [
      'link',
      ['https://a.example/x?y#z', 'HTTP://a.example'],
      ['ftp://a.example', 'javascript:alert(1)', 'https://', 'https://a b'],
    ],
  ])('of %s is taken when it is one of its type, and only then', async (key, good, bad) => {
    for (const value of good) expect((await write({ [key]: value })).values).toEqual({ [key]: value });
    for (const value of bad)
      expect([value, await problems({ [key]: value as CustomFieldValue })]).toEqual([
        value,
        [`/customFields/${key} invalid_value`],
      ]);
  });

  test('is matched in linear time, whatever the pattern', async () => {
    const began = performance.now();
    expect(await problems({ slow: 'a'.repeat(4000) })).toEqual(['/customFields/slow invalid_value']);
    expect(performance.now() - began).toBeLessThan(2000);
  });

  test('of a field that nobody has defined is refused, beside all others that do not fit', async () => {
    expect(await problems({ nobody: 1, amount: 'x', plain: 'fine', constructor: 'x' })).toEqual([
      '/customFields/nobody unknown_field',
      '/customFields/amount invalid_value',
      '/customFields/constructor unknown_field',
    ]);
  });
});

describe('a change', () => {
  test('is merged into what is held, and null clears', async () => {
    const first = await write({ plain: 'x', amount: 1 });
    expect(first).toEqual({
      values: { plain: 'x', amount: 1 },
      origins: { plain: 'manual', amount: 'manual' },
    });
    expect(await write({ plain: null, flag: false, day: null }, first)).toEqual({
      values: { amount: 1, flag: false },
      origins: { amount: 'manual', flag: 'manual' },
    });
    expect(await write({}, first)).toEqual(first);
  });

  test('by suggestion never replaces or clears a value that was set by hand', async () => {
    const held = await write({ plain: 'by hand' });
    const suggested = await write({ plain: 'better', amount: 2 }, held, { by: 'suggested' });
    expect(suggested).toEqual({
      values: { plain: 'by hand', amount: 2 },
      origins: { plain: 'manual', amount: 'suggested' },
    });
    expect((await write({ plain: null, amount: 3 }, suggested, { by: 'suggested' })).values).toEqual({
      plain: 'by hand',
      amount: 3,
    });
    const confirmed = await write({ amount: 2 }, suggested);
    expect(confirmed.origins.amount).toBe('manual');
    expect((await write({ amount: 9 }, confirmed, { by: 'suggested' })).values.amount).toBe(2);
  });

  test('gives an archived field or option nothing new, and keeps what is there', async () => {
    const held = await write({ link: 'https://a.example', area: 'b' });
    await workspace.admin.patch(`/custom-fields/${ids.link}`, { archived: true });
    await workspace.admin.patch(`/custom-fields/${ids.area}`, { options: { archive: ['b'] } });
    expect(await problems({ link: 'https://b.example', area: 'b' })).toEqual([
      '/customFields/link invalid_value',
      '/customFields/area invalid_value',
    ]);
    expect(await write({ link: 'https://a.example', area: 'b', plain: 'x' }, held)).toEqual({
      values: { link: 'https://a.example', area: 'b', plain: 'x' },
      origins: { link: 'manual', area: 'manual', plain: 'manual' },
    });
    expect((await write({ link: null }, held)).values).toEqual({ area: 'b' });
    await workspace.admin.patch(`/custom-fields/${ids.link}`, { archived: false });
    await workspace.admin.patch(`/custom-fields/${ids.area}`, { options: { restore: ['b'] } });
  });

  test('leaves at most 64 values on a record', async () => {
    const values = Object.fromEntries(Array.from({ length: 64 }, (_, n) => [`old_${n}`, n]));
    expect(await problems({ plain: 'x' }, { values, origins: {} })).toEqual(['/customFields too_big']);
    expect(await problems({ plain: 'x', old_1: null }, { values, origins: {} })).toEqual([]);
  });
});

describe('at a moment', () => {
  beforeAll(async () => {
    for (const [key, more] of Object.entries({
      at_creation: { requiredOn: ['create'] },
      at_resolution: { requiredOn: ['resolve'] },
      with_default: { requiredOn: ['create', 'resolve'], default: 'usual' },
    }))
      await workspace.admin.post('/custom-fields', {
        target: 'account',
        key,
        label: key,
        type: 'text',
        ...more,
      });
  });
  const at = (moment: 'create' | 'resolve', patch: Patch, current = nothing) =>
    inCall(workspace, (call) =>
      writeCustomFields(call, 'account', current, patch, { by: 'manual', moment }),
    ).catch((error: ProblemError) => error.errors.map(({ pointer, code }) => `${pointer} ${code}`));

  test('what is required then is missed, and a default stands in at creation', async () => {
    expect(await at('create', {})).toEqual(['/customFields/at_creation required']);
    expect(await at('create', { at_creation: 'x' })).toEqual({
      values: { at_creation: 'x', with_default: 'usual' },
      origins: { at_creation: 'manual', with_default: 'suggested' },
    });
    expect(await at('create', { at_creation: 'x', with_default: null })).toEqual([
      '/customFields/with_default required',
    ]);
    expect(await at('resolve', {})).toEqual([
      '/customFields/at_resolution required',
      '/customFields/with_default required',
    ]);
    const held = { values: { at_resolution: 'x', with_default: 'y' }, origins: {} };
    expect(await at('resolve', {}, held)).toMatchObject({ values: held.values });
  });

  test('an archived field is required no more', async () => {
    const { data } = (await workspace.admin.get('/custom-fields', { target: 'account' })).body;
    for (const { id } of data) await workspace.admin.patch(`/custom-fields/${id}`, { archived: true });
    expect(await at('resolve', {})).toEqual({ values: {}, origins: {} });
    expect(await at('create', {})).toEqual({ values: {}, origins: {} });
  });
});
