import { beforeAll, describe, expect, test } from 'vitest';
import {
  type Doors,
  everyOperation,
  faultOf,
  overRest,
  overRpc,
  refusalOf,
  type Stage,
  stage,
  titled,
  validInput,
} from '../support/doors.ts';
import { type Place, placesOf, valueAt, withValue } from '../support/input-places.ts';

/** Whatever is put into whichever field of whichever operation: a clear refusal or a success, never a fault of ours. */
let on: Stage;
beforeAll(async () => {
  on = await stage();
});

const hostileTexts = [
  "'; drop table conversations; --",
  'a\u0000b',
  '\ud800 half of a pair',
  '𝕏‮اختبار'.repeat(200),
  '../../../../etc/passwd',
  'a\r\nSet-Cookie: hostile=1',
  '__proto__',
  'constructor',
  '$' + '{7*7}{{7*7}}<script>alert(1)</script>',
  'x'.repeat(40_000),
  '',
];
const wrongTypes = [null, true, 12.5, -1, 1e308, 'text', [], {}, [[{}]], { $ne: null }];

/** superjson's own words, wrong. */
const falseClaims = [
  { values: { '__proto__.x': ['Date'] } },
  { values: { 'constructor.prototype.x': ['Date'] } },
  { values: { a: ['bigint'] } },
  { values: { a: [['custom', 'Nothing']] } },
  { values: { a: [['class', 'Nothing']] } },
  { values: { a: ['regexp'] } },
  { values: ['set'] },
  { values: 7, v: 1 },
  { referentialEqualities: { a: ['__proto__.x'] } },
  'text',
  null,
];

type Variant = readonly [what: string, input: Record<string, unknown>];

/** Asks all variants at both doors, a few at a time, and gives what was wrong with their answers. */
async function faultsOf(doors: Doors, variants: readonly Variant[]): Promise<string[]> {
  const faults: string[] = [];
  const left = [...variants];
  const worker = async () => {
    for (let next = left.pop(); next; next = left.pop()) {
      const [what, input] = next;
      const rest = await overRest(doors, on, input);
      const restFault = faultOf('rest', doors, rest);
      if (restFault) faults.push(`REST ${what}: ${restFault}`);
      const rpc = await overRpc(doors, on, input);
      const rpcFault = faultOf('rpc', doors, rpc);
      if (rpcFault) faults.push(`RPC ${what}: ${rpcFault}`);
      const { input: contract } = doors.entry.operation;
      if (rpc.status < 400 && ![input, decoded(input)].some((each) => contract.safeParse(each).success))
        faults.push(`RPC ${what}: accepted against the contract`);
    }
  };
  await Promise.all(Array.from({ length: 4 }, worker));
  return faults;
}

/** What the procedure gets of an input: times arrive over RPC as text, which only superjson's own meta makes dates. */
const decoded = (input: unknown) => JSON.parse(JSON.stringify(input));

/** A valid input; of streams one that has said nothing yet. */
const base = (doors: Doors) => validInput(doors, on);
const at = ({ path }: Place) => `/${path.join('/')}`;

describe.each(titled(everyOperation))('%s', (_, doors) => {
  const places = placesOf(doors.entry.operation.input).filter(({ path }) => path.length > 0);

  test('takes hostile text in every string field without a fault', async () => {
    const variants = places
      .filter(({ kinds }) => kinds.has('string') || kinds.size === 0)
      .flatMap((place) =>
        hostileTexts.map(
          (text): Variant => [
            `${at(place)} ${JSON.stringify(text.slice(0, 20))}`,
            withValue(base(doors), place.path, text),
          ],
        ),
      );
    expect(await faultsOf(doors, variants)).toEqual([]);
  });

  test('takes a wrong type in every field without a fault, and refuses it', async () => {
    const variants = places.flatMap((place) =>
      wrongTypes.map(
        (value): Variant => [
          `${at(place)} ${JSON.stringify(value)}`,
          withValue(base(doors), place.path, value),
        ],
      ),
    );
    expect(await faultsOf(doors, variants)).toEqual([]);
  });

  test('refuses an unknown field at every level', async () => {
    const closed = placesOf(doors.entry.operation.input).filter(({ isClosed }) => isClosed);
    for (const place of closed)
      for (const name of ['unknownField', '__proto__', 'constructor', 'toString']) {
        const valid = base(doors);
        const before = valueAt(valid, place.path);
        const isThere = typeof before === 'object' && before !== null;
        // As text: an own field by the name of the prototype is something that only JSON can say.
        const marked = withValue(valid, [...place.path, 'MARK'], { polluted: true });
        const raw = JSON.stringify(marked).replace('"MARK"', JSON.stringify(name));
        const answers = [await overRpc(doors, on, null, { raw: rpcRaw(doors, raw) })];
        const isInBody = !/^(GET|DELETE)/.test(doors.entry.operation.rest);
        if (isInBody && hasBody(doors, marked))
          answers.push(await overRest(doors, on, valid, { raw: bodyOf(doors, marked, name) }));
        for (const answer of answers) {
          const refusal = refusalOf(answer);
          expect(refusal, `${at(place)} ${name}: ${answer.text.slice(0, 300)}`).toMatchObject({
            status: 400,
          });
          if (isThere && place.path.length === 0)
            expect(refusal.errors.map(({ code }: { code: string }) => code)).toContain('unknown_field');
        }
      }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test('takes a false claim of what an input holds without a fault', async () => {
    for (const meta of falseClaims) {
      const raw = JSON.stringify({ json: { ...base(doors), a: 'x' }, meta });
      expect(faultOf('rpc', doors, await overRpc(doors, on, null, { raw })), raw).toBeNull();
    }
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  test('refuses each field that only answers have', async () => {
    const inputs = new Set(placesOf(doors.entry.operation.input).map(({ path }) => path[0]));
    const answered = placesOf(doors.entry.operation.output).flatMap(({ path }) =>
      path.filter((step) => typeof step === 'string' && step !== 'someKey'),
    );
    const always = ['id', 'version', 'createdAt', 'updatedAt', 'workspaceId', 'status', 'secret', 'scopes'];
    const only = [...new Set([...answered, ...always])].filter((field) => !inputs.has(field));
    for (const field of only) {
      const input = { ...base(doors), [field as string]: 'x' };
      for (const answer of [await overRest(doors, on, input), await overRpc(doors, on, input)]) {
        const refusal = refusalOf(answer);
        expect(refusal, `${String(field)}: ${answer.text.slice(0, 300)}`).toMatchObject({ status: 400 });
        expect(refusal.errors).toContainEqual(expect.objectContaining({ code: 'unknown_field' }));
      }
    }
  });

  // A read has no body.
  if (doors.entry.kind !== 'mutation') return;
  test('refuses what is too large or too deep', async () => {
    const large = JSON.stringify({ json: { filler: 'x'.repeat(1024 * 1024) } });
    const deep = `{"json":${'['.repeat(80)}${']'.repeat(80)}}`;
    const asked = (raw: string) => [
      overRpc(doors, on, null, { raw }),
      ...(/^(GET|DELETE)/.test(doors.entry.operation.rest)
        ? []
        : [overRest(doors, on, base(doors), { raw })]),
    ];
    for (const answer of await Promise.all(asked(large)))
      expect(refusalOf(answer)).toMatchObject({ status: 413, code: 'payload_too_large' });
    for (const answer of await Promise.all(asked(deep)))
      expect(refusalOf(answer)).toMatchObject({ status: 400, code: 'invalid_json' });
  });
});

const rpcRaw = (_doors: Doors, json: string) => `{"json":${json}}`;

const notInBody = ({ entry: { operation } }: Doors) => [
  ...[...operation.rest.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!),
  ...Object.keys(operation.headers ?? {}),
];
/** What of a marked input stands in the body, as text with the mark under its name. */
function bodyOf(doors: Doors, marked: Record<string, unknown>, name: string): string {
  const body = { ...marked };
  for (const field of notInBody(doors)) delete body[field];
  return JSON.stringify(body).replace('"MARK"', JSON.stringify(name));
}
const hasBody = (doors: Doors, marked: Record<string, unknown>) =>
  bodyOf(doors, marked, 'MARK').includes('MARK');
