import type { ErrorPage } from './error-page.ts';

/** The page of one code, as it is committed and as programs read it. */
export function errorMarkdown(page: ErrorPage): string {
  return `# ${page.title}

| | |
|---|---|
| code | \`${page.code}\` |
| status | ${page.status} |
| category | ${page.category} |
| retry | \`${page.retry}\`: ${page.retryAdvice} |

## What it means

${page.meaning}

## What to do

${page.fix}

## Example

\`\`\`json
${page.example}
\`\`\`

## Operations

${operations(page)}
`;
}

function operations({ operations }: ErrorPage): string {
  if (operations.length === 0)
    return 'It belongs to no single operation: it is answered before one is found.';
  return operations.map(({ name, route }) => `- \`${name}\`: \`${route}\``).join('\n');
}

/** The list of all codes. */
export function errorIndexMarkdown(pages: readonly ErrorPage[]): string {
  const rows = pages.map(
    ({ code, status, title, retry }) => `| [\`${code}\`](${code}.md) | ${status} | ${title} | \`${retry}\` |`,
  );
  return `# Error codes

Every refusal is \`application/problem+json\` (RFC 9457) with one of these codes. Decide by \`code\`; its \`type\` is the
address of its page. The list is also \`GET /api/v1/errors\`.

| code | status | title | retry |
|---|---|---|---|
${rows.join('\n')}
`;
}
