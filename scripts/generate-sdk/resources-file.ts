import { comment } from './comments.ts';
import { code } from './example-code.ts';
import { type Branch, type GeneratedOperation, lastPart, pascal } from './operations.ts';
import { datePaths, type Schema } from './schema.ts';
import { key, quoted } from './type-writer.ts';

/** Second names: a resource may be reached by a shorter path as well. */
const aliases = [{ name: 'events', path: 'webhooks.events' }];

/** `resources.ts`: one method per operation, in the tree that their names spell. */
export function resourcesFile(root: Branch, operations: readonly GeneratedOperation[]): string {
  const categories = [...root.branches];
  const known = aliases.filter(({ path }) => branchAt(root, path));
  const imported = [...new Set(operations.flatMap(namesOf))].sort();
  return `import type { Caller, ReadOptions, StreamOptions, StreamSource, WriteOptions } from '../call.ts';
import type { ApiPromise } from '../api-promise.ts';
import type { EventStream } from '../event-stream.ts';
import type { ListPromise } from '../list-promise.ts';
import type {
${imported.map((name) => `  ${name},\n`).join('')}} from './types.ts';

${interfaces(root).join('\n')}
/** All operations of the API, by category. */
export class Resources {
${categories.map(([name]) => `  /** The operations \`${name}.*\`. */\n  readonly ${key(name)}: ${pascal(name)}Resource;\n`).join('')}${known
  .map(
    ({ name, path }) => `  /** The same as \`${path}\`. */\n  readonly ${name}: ${pascal(path)}Resource;\n`,
  )
  .join('')}
  constructor(caller: Caller) {
${categories.map(([name, branch]) => `    this.${name} = ${tree(branch, '    ')};\n`).join('')}${known
  .map(({ name, path }) => `    this.${name} = this.${path};\n`)
  .join('')}  }
}

/** Where each operation that goes on is streamed from. */
export const streamSources: Readonly<Record<string, StreamSource>> = {
${operations
  .filter(({ kind }) => kind === 'subscription')
  .map(
    ({ name, entry }) =>
      `  ${quoted(name)}: { path: ${quoted(entry.operation.rest.split(' ')[1]!)}, dates: ${code(datePaths(entry.operation.output as unknown as Schema))} },\n`,
  )
  .join('')}};
`;
}

function branchAt(root: Branch, path: string): Branch | undefined {
  return path.split('.').reduce<Branch | undefined>((at, part) => at?.branches.get(part), root);
}

const identifier = /[A-Z]\w*/g;
const namesOf = ({ input, output, item, hasInput }: GeneratedOperation) =>
  [hasInput ? input : '', output, item ?? ''].flatMap((text) => text.match(identifier) ?? []);

/** Inner groups come before those that have them. */
function interfaces(branch: Branch): string[] {
  const inner = [...branch.branches.values()].flatMap(interfaces);
  if (!branch.name) return inner;
  const members = [
    ...branch.operations.map((operation) => `${methodComment(operation)}  ${signature(operation)};\n`),
    ...[...branch.branches].map(([name, next]) => `  readonly ${key(name)}: ${pascal(next.name)}Resource;\n`),
  ];
  return [
    ...inner,
    `/** The operations \`${branch.name}.*\`. */\nexport interface ${pascal(branch.name)}Resource {\n${members.join('\n')}}\n`,
  ];
}

function signature(operation: GeneratedOperation): string {
  const { name, kind, input, output, item, hasInput, inputIsOptional } = operation;
  const options = {
    query: 'ReadOptions',
    mutation: item ? 'ReadOptions' : 'WriteOptions',
    subscription: 'StreamOptions',
  }[kind];
  const answer =
    kind === 'subscription'
      ? `EventStream<${output}>`
      : item
        ? `ListPromise<${item}, ${output}>`
        : `ApiPromise<${output}>`;
  const parameters = [
    ...(hasInput ? [`input${inputIsOptional ? '?' : ''}: ${input}`] : []),
    `options?: ${options}`,
  ];
  return `${key(lastPart(name))}(${parameters.join(', ')}): ${answer}`;
}

function methodComment({ name, kind, entry, item, hasInput, codes }: GeneratedOperation): string {
  const { summary, description, access, events = [], example } = entry.operation;
  const scope =
    'scope' in access
      ? `Needs the scope \`${access.scope}\`.`
      : 'root' in access
        ? 'Needs the root token of the installation.'
        : 'credential' in access
          ? 'Needs a credential, of any scope.'
          : 'Needs no credential.';
  const appended = events.length > 0 ? `Events: ${ticked(events)}.` : '';
  const argument = hasInput ? code(example.input, '', name.length + 28) : '';
  const call = `woes.${name}(${argument})`;
  const usage =
    kind === 'subscription' || item
      ? `for await (const each of ${call}) {\n  console.log(each.id);\n}`
      : `const answer = await ${call};`;
  return comment(
    [
      `${summary}.`,
      description,
      `${scope} ${appended}`.trim(),
      `@throws {WoesError} with one of the codes ${ticked(codes)}.`,
      `@example\n${idOf(example.output) || !item ? usage : usage.replace('each.id', 'each')}`,
    ],
    '  ',
  );
}

/** Items without an id are shown whole. */
function idOf(output: unknown): boolean {
  const { data, id } = (output ?? {}) as { data?: unknown[]; id?: unknown };
  return id !== undefined || (data?.[0] as { id?: unknown } | undefined)?.id !== undefined;
}

const ticked = (words: readonly string[]) => words.map((word) => `\`${word}\``).join(', ');

function tree({ operations, branches }: Branch, indent: string): string {
  const deeper = `${indent}  `;
  const members = [
    ...operations.map((operation) => `${deeper}${implementation(operation)},\n`),
    ...[...branches].map(([name, branch]) => `${deeper}${key(name)}: ${tree(branch, deeper)},\n`),
  ];
  return `{\n${members.join('')}${indent}}`;
}

function implementation({ name, kind, item, hasInput }: GeneratedOperation): string {
  const method = {
    query: item ? 'list' : 'read',
    mutation: item ? 'search' : 'write',
    subscription: 'stream',
  }[kind];
  const what = kind === 'subscription' ? `streamSources[${quoted(name)}]!` : quoted(name);
  return hasInput
    ? `${key(lastPart(name))}: (input, options) => caller.${method}(${what}, input, options)`
    : `${key(lastPart(name))}: (options) => caller.${method}(${what}, {}, options)`;
}
