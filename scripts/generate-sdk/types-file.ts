import type { KnownEnum, TypeWriter } from './type-writer.ts';
import { quoted } from './type-writer.ts';

/** `types.ts`: every shape of the contract as plain TypeScript, in alphabetical order. */
export function typesFile(types: TypeWriter, scopeNames: KnownEnum): string {
  const declarations = new Map(types.declarations);
  if (types.used.has(scopeNames.name))
    declarations.set(
      scopeNames.name,
      `/** What a credential may be allowed to do. */\nexport type ${scopeNames.name} =\n${scopeNames.values.map((value) => `  | ${quoted(value)}`).join('\n')};\n`,
    );
  const imports = types.used.has('ErrorCode') ? "import type { ErrorCode } from './errors.ts';\n\n" : '';
  const names = [...declarations.keys()].sort();
  return imports + names.map((name) => declarations.get(name)).join('\n');
}
