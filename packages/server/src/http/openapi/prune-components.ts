import type { Components, OpenApiDocument } from './document-types.ts';

/** Leaves out what nothing refers to, and puts the rest in the order of its names. */
export function pruneComponents(document: OpenApiDocument): OpenApiDocument {
  const { components } = document;
  const used = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, child] of Object.entries(value)) {
      if (key === '$ref' && typeof child === 'string') follow(child);
      else visit(child);
    }
  };
  const follow = (ref: string) => {
    if (used.has(ref)) return;
    used.add(ref);
    const [, , kind, name] = ref.split('/');
    const found = (components[kind as keyof Components] as Record<string, unknown>)[name!];
    if (!found) throw new Error(`${ref} refers to nothing.`);
    visit(found);
  };
  visit(document.paths);

  const kept = Object.entries(components).flatMap(([kind, entries]) => {
    const names = Object.keys(entries)
      .filter((name) => kind === 'securitySchemes' || used.has(`#/components/${kind}/${name}`))
      .sort();
    return names.length === 0
      ? []
      : [[kind, Object.fromEntries(names.map((name) => [name, entries[name as keyof typeof entries]]))]];
  });
  return { ...document, components: Object.fromEntries(kept) as Components };
}
