import { appRouter, widgetRouter } from '../../router.ts';
import { operationsOf } from '../../rpc/catalogue.ts';
import { needOf } from '../openapi/access.ts';
import { type Surface, widgetSurface, workspaceSurface } from '../openapi/surfaces.ts';

/** The whole API on one page of plain text, for readers that are programs. See llmstxt.org. */
export const llmsText = (): string => `# Woes

> ${workspaceSurface.summary} One API through REST, tRPC and server-sent events: conversations, customers, channels, events.

${guide(workspaceSurface)}

${operationList(appRouter, workspaceSurface)}

# ${widgetSurface.title}

${guide(widgetSurface)}

${operationList(widgetRouter, widgetSurface)}

## Documents

- [OpenAPI 3.1 of the workspace API](/openapi.json): every schema, example and error code
- [OpenAPI 3.1 of the widget API](/openapi-widget.json): what browsers may call
- [Reference](/docs): the same to read and try
- [Error codes](/docs/errors/README.md): what each code means and what to do; one page per code at \`/docs/errors/{code}.md\`
`;

const guide = ({ guide, base }: Surface) =>
  `${guide.trim()}\n\nREST is below \`${base}\`; tRPC calls the same operations by name below \`${base.replace('/v1', '/trpc')}\`.`;

function operationList(router: Parameters<typeof operationsOf>[0], { base, tags, title }: Surface): string {
  const byCategory = new Map<string, string[]>();
  for (const { name, operation } of operationsOf(router)) {
    const [category = ''] = name.split('.');
    const [method, path] = operation.rest.split(' ');
    const { access } = operation;
    const need = 'scope' in access ? access.scope : needOf(access).replace('Needs ', '');
    const line = `- ${method} ${base}${path} — ${operation.summary} (${need}) [${name}]`;
    byCategory.set(category, [...(byCategory.get(category) ?? []), line]);
  }
  return [...byCategory]
    .map(([category, lines]) => `## ${title}: ${category}\n\n${tags[category]}\n\n${lines.join('\n')}`)
    .join('\n\n');
}
