import { Woes } from '@woes/sdk';
import { expect, test } from 'vitest';
import { errorCodes } from '../packages/sdk/src/generated/errors.ts';
import { streamSources } from '../packages/sdk/src/generated/resources.ts';
import { errorTable } from '../packages/server/src/contract/errors.ts';
import { mintKey } from '../packages/server/src/platform/keys/format.ts';
import { appRouter } from '../packages/server/src/router.ts';
import { operationsOf } from '../packages/server/src/rpc/catalogue.ts';
import { driftedFiles, generateSdk } from '../scripts/generate-sdk.ts';

const woes = new Woes({ apiKey: mintKey('credential'), baseUrl: 'http://127.0.0.1:1' });
const at = (path: string) =>
  path.split('.').reduce<unknown>((holder, name) => (holder as Record<string, unknown>)[name], woes);

test('the committed files are what the contract says', () => {
  expect(driftedFiles()).toEqual([]);
});

test('the same contract gives the same bytes', () => {
  expect([...generateSdk()]).toEqual([...generateSdk()]);
});

test('there is a method for every operation, and none beside them', () => {
  const operations = operationsOf(appRouter).map(({ name }) => name);
  for (const name of operations) expect([name, typeof at(name)]).toEqual([name, 'function']);
  const methods = (holder: object, prefix: string): string[] =>
    Object.entries(holder).flatMap(([name, value]) =>
      typeof value === 'function' ? [prefix + name] : methods(value as object, `${prefix}${name}.`),
    );
  const { trpc: _, events, ...categories } = woes as unknown as Record<string, object>;
  expect(methods(categories, '').sort()).toEqual([...operations].sort());
  expect(events).toBe(woes.webhooks.events);
});

test('every operation that goes on has its stream, at its REST path', () => {
  const streams = operationsOf(appRouter).filter(({ kind }) => kind === 'subscription');
  expect(Object.keys(streamSources)).toEqual(streams.map(({ name }) => name));
  for (const { name, operation } of streams) expect(`GET ${streamSources[name]!.path}`).toBe(operation.rest);
});

test('every error code has its status and retry rule', () => {
  const expected = Object.entries(errorTable).map(([code, { status, retry }]) => [code, { status, retry }]);
  expect(errorCodes).toEqual(Object.fromEntries(expected));
});

test('every shape, field bound and method is documented', () => {
  const types = generateSdk().get('types.ts')!;
  const declared = [...types.matchAll(/(.*)\nexport (?:interface|type) (\w+)/g)];
  expect(declared.length).toBeGreaterThan(50);
  for (const [, before, name] of declared)
    expect([name, before]).toEqual([name, expect.stringMatching(/\*\/$/)]);
  const resources = generateSdk().get('resources.ts')!;
  for (const { name, operation } of operationsOf(appRouter)) {
    expect(resources).toContain(`   * ${operation.summary}.\n`);
    expect(resources).toContain(`woes.${name}(`);
  }
});
