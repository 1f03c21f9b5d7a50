import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Document, Spectral } from '@stoplight/spectral-core';
import ruleset from '@stoplight/spectral-owasp-ruleset';
import { Json } from '@stoplight/spectral-parsers';
import { expect, test } from 'vitest';

/** The documents as the OWASP API security rules see them: the set that vacuum's own rules were ported from. */
const folder = resolve(import.meta.dirname, '../docs');

const documentation = /^paths \/(errors|versions) get/;

/** What is as it should be although a rule says otherwise; each with its reason. */
const accepted: { document: string; rule: string; path: RegExp; because: string }[] = [
  {
    document: 'openapi.json',
    rule: 'owasp:api8:2023-define-cors-origin',
    path: /headers$/,
    because: 'Server credentials do not belong in browsers: no answer of this door is for pages to read.',
  },
  {
    document: 'openapi.json',
    rule: 'owasp:api2:2023-read-restricted',
    path: documentation,
    because:
      'The error catalogue and the versions are documentation. They need no key, read no data, and are counted by nothing.',
  },
  {
    document: 'openapi.json',
    rule: 'owasp:api8:2023-define-error-responses-401',
    path: documentation,
    because: 'As above: without a key there is none to refuse.',
  },
  {
    document: 'openapi.json',
    rule: 'owasp:api4:2023-rate-limit-responses-429',
    path: documentation,
    because: 'As above: what is not counted is never used up.',
  },
  {
    document: 'openapi.json',
    rule: 'owasp:api4:2023-rate-limit',
    path: documentation,
    because: 'As above.',
  },
  {
    document: 'openapi.json',
    rule: 'owasp:api2:2023-write-restricted',
    path: /^paths \/invitations\/accept post/,
    because: 'The token of the invitation, in the body, is the proof. Who accepts one has no credential yet.',
  },
  {
    document: 'openapi.json',
    rule: 'owasp:api4:2023-rate-limit',
    path: /^paths \/invitations\/accept post/,
    because: 'It is counted by its failures: who presents good tokens has no quota to be told of.',
  },
  {
    document: 'openapi.json',
    rule: 'owasp:api2:2023-no-credentials-in-url',
    path: /secretId|^paths \/conversations\/\{id\}\/secrets/,
    because: 'It is the id of a record of a secret, which opens nothing.',
  },
];

test.each(['openapi.json', 'openapi-widget.json'])('%s breaks no OWASP rule', async (document) => {
  const spectral = new Spectral();
  spectral.setRuleset({ extends: [[ruleset as never, 'all']] });
  const found = await spectral.run(
    new Document(readFileSync(join(folder, document), 'utf8'), Json, document),
  );
  const broken = found
    .map(({ code, path, message }) => ({ rule: String(code), path: path.join(' '), message }))
    .filter(
      ({ rule, path }) =>
        !accepted.some((one) => one.document === document && one.rule === rule && one.path.test(path)),
    );
  expect(broken).toEqual([]);
});
