import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

// What an editor shows of the SDK: its comments and its types, read by the compiler itself.

const sdk = fileURLToPath(new URL('../packages/sdk/', import.meta.url));
const typescript = createRequire(`${sdk}package.json`)('typescript');
const entry = `${sdk}src/index.ts`;
const options = {
  target: typescript.ScriptTarget.ES2022,
  module: typescript.ModuleKind.NodeNext,
  moduleResolution: typescript.ModuleResolutionKind.NodeNext,
  allowImportingTsExtensions: true,
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  types: [],
};

test('everything that is exported has a comment, and what is written by hand an example', () => {
  const program = typescript.createProgram([entry], options);
  const checker = program.getTypeChecker();
  const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(entry)));
  expect(exported.length).toBeGreaterThan(50);
  const lacking: string[] = [];
  for (const symbol of exported) {
    const original = symbol.flags & typescript.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const isGenerated = original.declarations[0].getSourceFile().fileName.includes('/generated/');
    if (original.getDocumentationComment(checker).length === 0) lacking.push(`${symbol.name}: a comment`);
    const tags: { name: string }[] = original.getJsDocTags(checker);
    if (!isGenerated && !tags.some(({ name }) => name === 'example'))
      lacking.push(`${symbol.name}: an example`);
  }
  expect(lacking).toEqual([]);
});

/** What is shown where the mark `|` stands, without the line breaks. */
function shownAt(marked: string): string {
  const file = `${sdk}src/hovered.ts`;
  const head =
    "import { isWoesError, Woes } from './index.ts';\ndeclare const woes: Woes;\ndeclare const error: unknown;\n";
  const position = head.length + marked.indexOf('|');
  const text = head + marked.replace('|', '');
  const read = (name: string) => (name === file ? text : typescript.sys.readFile(name));
  const service = typescript.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [file],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name: string) => {
      const content = read(name);
      return content === undefined ? undefined : typescript.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => sdk,
    getDefaultLibFileName: typescript.getDefaultLibFilePath,
    fileExists: (name: string) => name === file || typescript.sys.fileExists(name),
    readFile: read,
    directoryExists: typescript.sys.directoryExists,
    getDirectories: typescript.sys.getDirectories,
  });
  const shown = service.getQuickInfoAtPosition(file, position);
  return typescript.displayPartsToString(shown.displayParts).replace(/\s+/g, ' ');
}

test('methods and what they give are shown by the names of their shapes', () => {
  expect(shownAt('woes.conversations.li|st({});')).toBe(
    '(method) ConversationsResource.list(input?: ConversationsListInput, options?: ReadOptions): ListPromise<Conversation, ConversationsListOutput>',
  );
  expect(shownAt('woes.conversations.messages.se|nd;')).toBe(
    '(method) ConversationsMessagesResource.send(input: ConversationsMessagesSendInput, options?: WriteOptions): ApiPromise<Message>',
  );
  expect(shownAt('for await (const c|s of woes.conversations.list({})) console.log(cs);')).toBe(
    'const cs: Conversation',
  );
  expect(shownAt('const on|e = await woes.conversations.get({ id: "ref:1" });')).toBe(
    'const one: Conversation',
  );
  expect(shownAt('const ma|ny = await woes.customers.list().toArray({ max: 5 });')).toBe(
    'const many: Customer[]',
  );
  expect(shownAt('for await (const ev|t of woes.events.stream()) console.log(evt);')).toBe(
    'const evt: Event',
  );
  expect(shownAt('if (isWoesError(error, "version_conflict")) er|ror;')).toBe(
    'const error: WoesError<"version_conflict">',
  );
  expect(shownAt('if (isWoesError(error, "version_conflict")) error.metadata.current|Version;')).toBe(
    '(property) currentVersion: number',
  );
  expect(shownAt('if (isWoesError(error) && error.code === "not_found") error.metadata.re|source;')).toBe(
    '(property) resource: string',
  );
});
