import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { widgetDocument, workspaceDocument } from '../openapi/index.ts';
import { errorIndexMarkdown, errorMarkdown } from './error-markdown.ts';
import { errorPages } from './error-page.ts';
import { versionsMarkdown } from './versions-markdown.ts';

const errorFolder = 'docs/errors';

/** What is committed of the documentation and made from the routers, by its path in the repository. */
export function generatedFiles(): Map<string, string> {
  const pages = errorPages();
  const json = (document: object) => `${JSON.stringify(document, null, 2)}\n`;
  return new Map([
    ['docs/openapi.json', json(workspaceDocument())],
    ['docs/openapi-widget.json', json(widgetDocument())],
    ['docs/versions.md', versionsMarkdown()],
    [`${errorFolder}/README.md`, errorIndexMarkdown(pages)],
    ...pages.map((page): [string, string] => [`${errorFolder}/${page.code}.md`, errorMarkdown(page)]),
  ]);
}

/** Paths of files that differ from what the routers say, are missing, or should be gone. */
export async function findDrift(root: string): Promise<string[]> {
  const files = generatedFiles();
  const drifted = await stalePages(root, files);
  for (const [path, content] of files) {
    const found = await readFile(join(root, path), 'utf8').catch(() => null);
    if (found !== content) drifted.push(path);
  }
  return drifted.sort();
}

/** Writes what drifted, and says what that was. */
export async function writeGenerated(root: string): Promise<string[]> {
  const files = generatedFiles();
  const drifted = await findDrift(root);
  for (const path of drifted) {
    const target = join(root, path);
    const content = files.get(path);
    await mkdir(dirname(target), { recursive: true });
    await (content === undefined ? rm(target) : writeFile(target, content));
  }
  return drifted;
}

/** Pages of codes that are no more. */
async function stalePages(root: string, files: Map<string, string>): Promise<string[]> {
  const found = await readdir(join(root, errorFolder)).catch(() => []);
  return found.map((name) => `${errorFolder}/${name}`).filter((path) => !files.has(path));
}
