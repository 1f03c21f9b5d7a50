import { type ApiVersion, apiVersions } from '../../contract/versions.ts';

const day = (instant: string) => instant.slice(0, 10);

/** The changelog of the API as a page, from the table that the server selects by. */
export function versionsMarkdown(): string {
  const sections = (apiVersions as readonly ApiVersion[]).map((version) => {
    const life =
      version.status === 'current'
        ? 'The newest contract; new credentials speak it.'
        : version.status === 'supported'
          ? `Deprecated on ${day(version.deprecatedAt!)}, served until ${day(version.sunsetAt!)}.`
          : `No longer served since ${day(version.sunsetAt!)}.`;
    const changes = version.changes.map(({ kind, operations, description }) =>
      [`- ${kind}: ${description}`, ...operations.map((name) => `  - \`${name}\``)].join('\n'),
    );
    return `## ${version.version}\n\n${life}\n\n${changes.join('\n')}\n`;
  });
  const head =
    '# Contract versions\n\n`Woes-Version: YYYY-MM-DD` selects a dated contract. A credential speaks the one that was newest when it was\ncreated, unless a request says otherwise. Older contracts are served for 24 months after a newer one took their place.\n';
  return [head, ...sections].join('\n');
}
