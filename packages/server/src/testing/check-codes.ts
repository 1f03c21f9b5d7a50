import { afterAll, expect } from 'vitest';
import { appRouter, widgetRouter } from '../router.ts';
import { errorCodesOf, operationsOf } from '../rpc/catalogue.ts';
import { givenCodes } from './declared-codes.ts';

/**
 * Runs after every suite: no operation has given a code that it does not declare. OpenAPI, the SDK and the docs
 * list the declared ones, so that what a caller prepares for is all that can happen.
 */
const declared = new Map(
  (
    [
      ['workspace', appRouter],
      ['widget', widgetRouter],
    ] as const
  ).flatMap(([surface, router]) =>
    operationsOf(router).map((entry) => [`${surface} ${entry.name}`, new Set<string>(errorCodesOf(entry))]),
  ),
);

afterAll(() => {
  const undeclared = [...givenCodes()].flatMap(([name, codes]) =>
    [...codes].filter((code) => !declared.get(name)?.has(code)).map((code) => `${name}: ${code}`),
  );
  expect(undeclared).toEqual([]);
});
