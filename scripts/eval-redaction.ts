import { existsSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readArchive } from './eval-redaction/archive.ts';
import { measureDocument, measureSpeed, readDocument } from './eval-redaction/measure-documents.ts';
import { isLeakyRepository, measureLeakyRepository } from './eval-redaction/measure-leaky-repository.ts';
import { measurePii } from './eval-redaction/measure-pii.ts';
import { measureCredentialSamples, measureRuleSamples } from './eval-redaction/measure-secrets.ts';
import { asTable } from './eval-redaction/table.ts';

/** Measures the redaction on public sets that stand beside the checkout, or wherever the options say. */
const { values, positionals } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    data: { type: 'string' },
    pii: { type: 'string' },
    secrets: { type: 'string', multiple: true },
    documents: { type: 'string', multiple: true },
    misses: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});

const shared = resolve(values.data ?? join(import.meta.dirname, '../../shared/data'));
const key = new TextEncoder().encode('evaluation of redaction');

/** The same samples each time: nothing here needs surprise. */
let state = 20_261_125;
const random = () => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
};

const absent: string[] = [];
const found = (path: string): string | null => {
  if (existsSync(path)) return path;
  absent.push(path);
  return null;
};

const results: Record<string, unknown> = {};

const pii = found(values.pii ?? join(shared, 'pii/presidio_synth_half.json'));
if (pii) results.pii = { set: basename(pii), ...measurePii(pii, key) };

const archives =
  values.secrets ??
  ['secrets/gitleaks-rule-sources.tar.gz', 'secrets/credsweeper-samples.tar.gz'].map((name) =>
    join(shared, name),
  );
for (const path of archives) {
  const archive = found(path);
  if (!archive) continue;
  const files = readArchive(archive);
  const set = { set: basename(archive) };
  if (isLeakyRepository(files)) results.leakyRepository = { ...set, ...measureLeakyRepository(files, key) };
  else if ([...files.keys()].some((name) => name.endsWith('data/output.json')))
    results.credentials = { ...set, ...measureCredentialSamples(files, key) };
  else results.ruleSamples = { ...set, ...measureRuleSamples(files, key, random) };
}
results.leakyRepository ??= 'not available: give an archive of one with --secrets';

const documents = (
  values.documents ??
  [
    'restbench/spotify_oas.json',
    'restbench/tmdb_oas.json',
    'openapi-retrieval/k8s_core_v1_openapi.json.gz',
  ].map((name) => join(shared, name))
).flatMap((path) => found(path) ?? []);
const texts = documents.map((path) => [basename(path), readDocument(path)] as const);
results.documents = Object.fromEntries(texts.map(([name, text]) => [name, measureDocument(text, key)]));
if (texts.length > 0) results.speed = measureSpeed(texts.map(([, text]) => text).join('\n'), key);
results.notFound = absent;

/** Single places are for whoever works on the rules; figures are for everyone. */
const shown = JSON.stringify(
  results,
  (name, value) =>
    !values.misses && ['misses', 'missed', 'flagged', 'places', 'byRule'].includes(name) ? undefined : value,
  2,
);
for (const path of absent) console.error(`not found: ${path}`);
if (positionals[0]) writeFileSync(positionals[0], `${shown}\n`);
if (values.json && !positionals[0]) console.log(shown);
if (!values.json) console.log(asTable(JSON.parse(shown)));
// A set that was asked for by name and is not there is no result.
if (absent.some((path) => [values.pii, values.secrets, values.documents].flat().includes(path)))
  process.exitCode = 1;
