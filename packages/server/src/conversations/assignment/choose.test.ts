import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Candidate, type ChoiceRules, choose } from './choose.ts';

const id = (n: number) => `mem_${String(n).padStart(26, '0')}` as `mem_${string}`;
const rules: ChoiceRules = {
  strategy: 'round_robin',
  onlyOnline: true,
  maxOpenPerMember: null,
  isOpen: true,
  last: null,
};
const candidate = (n: number, more: Partial<Candidate> = {}): Candidate => ({
  id: id(n),
  availability: 'online',
  capacity: null,
  open: 0,
  ...more,
});

describe('choosing from a team', () => {
  test('gives each a turn, and begins again behind the last', () => {
    const team = [candidate(1), candidate(2), candidate(3)];
    const turns: (string | null)[] = [];
    let last: ChoiceRules['last'] = null;
    for (let n = 0; n < 7; n++) {
      last = choose(team, { ...rules, last }).memberId;
      turns.push(last);
    }
    expect(turns).toEqual([1, 2, 3, 1, 2, 3, 1].map(id));
  });

  test('gives the next to whoever has the fewest, in turn where that is the same', () => {
    const team = [candidate(1, { open: 2 }), candidate(2, { open: 1 }), candidate(3, { open: 1 })];
    expect(choose(team, { ...rules, strategy: 'least_loaded' }).memberId).toBe(id(2));
    expect(choose(team, { ...rules, strategy: 'least_loaded', last: id(2) }).memberId).toBe(id(3));
  });

  test('says why somebody could not be given it', () => {
    const team = [
      candidate(1, { availability: 'offline' }),
      candidate(2, { availability: 'away' }),
      candidate(3, { capacity: 2, open: 2 }),
      candidate(4, { open: 9 }),
    ];
    expect(choose(team, { ...rules, maxOpenPerMember: 5 })).toEqual({
      memberId: null,
      candidatesConsidered: 4,
      skipped: [
        { memberId: id(1), reason: 'offline' },
        { memberId: id(2), reason: 'away' },
        { memberId: id(3), reason: 'at_capacity' },
        { memberId: id(4), reason: 'at_capacity' },
      ],
    });
    const closed = choose([candidate(1)], { ...rules, isOpen: false });
    expect(closed.skipped).toEqual([{ memberId: id(1), reason: 'outside_business_hours' }]);
  });

  test('of whatever team gives it to one who can take it, if there is one', () => {
    const candidates = fc.uniqueArray(
      fc.record({
        id: fc.integer({ min: 0, max: 99 }).map(id),
        availability: fc.constantFrom('online', 'away', 'offline'),
        capacity: fc.option(fc.integer({ min: 0, max: 3 })),
        open: fc.integer({ min: 0, max: 4 }),
      }),
      { selector: (each) => each.id, maxLength: 8 },
    ) as fc.Arbitrary<Candidate[]>;
    fc.assert(
      fc.property(
        candidates,
        fc.constantFrom('round_robin' as const, 'least_loaded' as const),
        fc.boolean(),
        fc.option(fc.integer({ min: 1, max: 4 })),
        fc.option(fc.integer({ min: 0, max: 99 }).map(id)),
        (team, strategy, onlyOnline, maxOpenPerMember, last) => {
          const { memberId, skipped } = choose(team, {
            strategy,
            onlyOnline,
            maxOpenPerMember,
            isOpen: true,
            last,
          });
          const able = team.filter(
            ({ availability, capacity, open }) =>
              (!onlyOnline || availability === 'online') &&
              (capacity === null || open < capacity) &&
              (maxOpenPerMember === null || open < maxOpenPerMember),
          );
          expect(skipped).toHaveLength(team.length - able.length);
          if (able.length === 0) expect(memberId).toBeNull();
          else expect(able.map((each) => each.id)).toContain(memberId);
          if (strategy === 'least_loaded' && memberId) {
            const least = Math.min(...able.map(({ open }) => open));
            expect(able.find((each) => each.id === memberId)!.open).toBe(least);
          }
        },
      ),
      { seed: 20261125 },
    );
  });
});
