import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createWorkspace, eventsAfter, type TestWorkspace } from '@woes/server/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { jsonDecoder } from '../packages/server/src/http/rest/schema-codec.ts';
import { eventTable, eventTypeNames, eventTypeOf } from '../packages/server/src/webhooks/contract.ts';
import {
  askRest,
  exampleInput,
  type Ids,
  oneOfEach,
  widgetOperations,
  workspaceOperations,
} from './support/operations.ts';

/** The one table of event types against what declares, tells and carries them. */
const source = join(import.meta.dirname, '../packages/server/src');
const declared = new Set(
  [...workspaceOperations, ...widgetOperations].flatMap(({ operation }) => operation.events ?? []),
);

/** Types that are told by what no caller asked for: they stand in the source alone. */
function written(): Set<string> {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !/\.test\.ts$|event-table\.ts$/.test(name),
  );
  return new Set(
    files.flatMap((name) =>
      [...readFileSync(join(source, name), 'utf8').matchAll(/'([a-z_]+(?:\.[a-z_]+)+)'/g)].map((m) => m[1]!),
    ),
  );
}

const wire = (value: unknown) => JSON.parse(JSON.stringify(value));

function contradiction(type: string, data: unknown): string | null {
  const known = eventTypeOf(type);
  if (!known) return `${type} is in no table`;
  const decode = jsonDecoder(known.payload.schema) ?? ((value: unknown) => value);
  const { error } = known.payload.schema.safeParse(decode(data));
  return error ? `${type}: ${error.message}` : null;
}

describe('the table of event types', () => {
  test('has every type that an operation declares', () => {
    expect([...declared].filter((type) => !eventTypeOf(type))).toEqual([]);
  });

  test('has no type that nothing tells', () => {
    const told = written();
    expect(eventTypeNames.filter((type) => !declared.has(type) && !told.has(type))).toEqual([]);
  });

  test.each(eventTypeNames)('shows an example of %s that its schema accepts', (type) => {
    expect(contradiction(type, wire(eventTable[type].payload.example))).toBeNull();
  });
});

describe('what is told', () => {
  let workspace: TestWorkspace;
  let ids: Ids;
  beforeAll(async () => {
    workspace = await createWorkspace();
    ids = await oneOfEach(workspace);
  });

  const writes = workspaceOperations.filter(
    ({ kind, operation }) => kind === 'mutation' && !('root' in operation.access),
  );

  test('is what the schema of its type says, whatever operation tells it', async () => {
    for (const entry of writes) {
      if (entry.operation.rest.startsWith('DELETE')) ids = await oneOfEach(workspace);
      const answer = await askRest(workspace, entry, exampleInput(entry, ids));
      expect(answer.status, `${entry.name} ${answer.text}`).toBeLessThan(500);
    }
    const events = await eventsAfter(workspace);
    // Of a person who was erased the log says less.
    const whole = events.filter(
      ({ data }) => !JSON.stringify(data).includes('[erased]') && Object.keys(data).length > 0,
    );
    expect(whole.length).toBeGreaterThan(100);
    expect([...new Set(whole.map(({ type, data }) => contradiction(type, data)))].filter(Boolean)).toEqual(
      [],
    );
    expect(new Set(events.map(({ type }) => type)).size).toBeGreaterThan(60);
  }, 120_000);
});
