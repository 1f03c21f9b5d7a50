import { Redactor } from '../../packages/server/src/platform/redaction/index.ts';

const listName = /(?:^|\/)\.leaky-meta\/(?:secrets|risk)\.csv$/;

export const isLeakyRepository = (files: ReadonlyMap<string, Buffer>): boolean =>
  [...files.keys()].some((name) => listName.test(name));

/** A repository of planted secrets that lists, per file, how many lines are a risk and how many only inform. */
export function measureLeakyRepository(files: ReadonlyMap<string, Buffer>, key: Uint8Array) {
  const [name, list] = [...files].find(([path]) => listName.test(path))!;
  const root = name.slice(0, name.search(/\.leaky-meta\//));
  let [risk, found, wrong] = [0, 0, 0];
  for (const row of list.toString('utf8').split('\n').slice(1)) {
    const [path, risky, informative = '0'] = row.trim().split(',');
    const file = path ? files.get(root + path) : undefined;
    if (!file) continue;
    const text = file.toString('utf8');
    const spans = new Redactor({ key })
      .text(text, { path: path! })
      .spans.filter(({ kind }) => kind === 'SECRET');
    const lines = new Set(spans.map(({ start }) => text.slice(0, start).split('\n').length)).size;
    risk += Number(risky);
    found += Math.min(lines, Number(risky));
    wrong += Math.max(0, lines - Number(risky) - Number(informative));
  }
  return { riskLines: risk, found, falseLines: wrong };
}
