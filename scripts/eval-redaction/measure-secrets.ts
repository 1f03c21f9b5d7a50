import { Redactor } from '../../packages/server/src/platform/redaction/index.ts';
import { typeOf } from '../../packages/server/src/platform/redaction/rules/index.ts';
import { samplesOf } from './go-samples.ts';

/** gitleaks' own samples: positives must be masked somewhere, negatives by the rule they are about. */
export function measureRuleSamples(
  files: ReadonlyMap<string, Buffer>,
  key: Uint8Array,
  random: () => number,
) {
  const rules = [...files]
    .filter(([name]) => name.endsWith('.go'))
    .flatMap(([, source]) => samplesOf(source.toString('utf8'), random));
  let [positives, detected, negatives, flaggedByRule, flaggedByAny, skipped] = [0, 0, 0, 0, 0, 0];
  const missed: { rule: string; text: string }[] = [];
  const flagged: { rule: string; text: string; type: string }[] = [];
  for (const { rule, positives: tps, negatives: fps, skipped: unread } of rules) {
    skipped += unread;
    for (const text of tps.filter((sample) => sample !== '')) {
      positives += 1;
      if (secretsOf(text, key).length > 0) detected += 1;
      else missed.push({ rule, text: text.slice(0, 200) });
    }
    for (const text of fps.filter((sample) => sample !== '')) {
      negatives += 1;
      const types = secretsOf(text, key).map(({ type }) => type);
      if (types.length > 0) {
        flaggedByAny += 1;
        flagged.push({ rule, text: text.slice(0, 200), type: types.join() });
      }
      if (types.includes(typeOf(rule.replaceAll('-', '_')))) flaggedByRule += 1;
    }
  }
  return {
    rules: rules.length,
    positives,
    detected: detected / positives,
    negatives,
    flaggedByItsRule: flaggedByRule / negatives,
    flaggedByAnyRule: flaggedByAny / negatives,
    expressionsNotEvaluated: skipped,
    missed,
    flagged,
  };
}

interface Expected {
  readonly rule: string;
  readonly line_data_list: readonly { path: string; line: string; value: string; line_num: number }[];
}

/** CredSweeper's samples: each credential that it lists, and whether it is masked in its file. */
export function measureCredentialSamples(files: ReadonlyMap<string, Buffer>, key: Uint8Array) {
  const listed = [...files].find(([name]) => name.endsWith('data/output.json'));
  if (!listed) return { missing: 'tests/data/output.json in the archive' };
  const expected = JSON.parse(listed[1].toString('utf8')) as Expected[];
  const masked = new Map<string, ReturnType<typeof secretsOf>>();
  const byRule: Record<string, { expected: number; found: number }> = {};
  let [total, found] = [0, 0];
  const missed: { rule: string; line: string }[] = [];
  for (const { rule, line_data_list } of expected) {
    for (const { path: name, line, value } of line_data_list) {
      const file = files.get(name.replace(/^\.\//, ''));
      if (!file?.includes(value)) continue;
      const text = file.toString('utf8');
      const spans = masked.get(name) ?? secretsOf(text, key);
      masked.set(name, spans);
      byRule[rule] ??= { expected: 0, found: 0 };
      total += 1;
      byRule[rule].expected += 1;
      if (isCovered(text, line, value, spans)) {
        found += 1;
        byRule[rule].found += 1;
      } else missed.push({ rule, line: line.slice(0, 160) });
    }
  }
  const negatives = [...files].filter(([name]) => /samples\/.*_n(?:\.\w+)?$/.test(name));
  const flaggedFiles = negatives.filter(([, file]) => secretsOf(file.toString('utf8'), key).length > 0);
  return {
    credentials: total,
    recall: found / total,
    negativeFiles: negatives.length,
    negativeFilesFlagged: flaggedFiles.length,
    byRule,
    missed,
  };
}

const secretsOf = (text: string, key: Uint8Array) =>
  new Redactor({ key }).text(text).spans.filter(({ kind }) => kind === 'SECRET');

/** Whether no occurrence of the value on its line has stayed readable in full. */
function isCovered(
  text: string,
  line: string,
  value: string,
  spans: readonly { start: number; end: number }[],
): boolean {
  const lineAt = Math.max(text.indexOf(line.trim()), 0);
  const at = text.indexOf(value, lineAt);
  return spans.some(({ start, end }) => start < at + value.length && at < end);
}
