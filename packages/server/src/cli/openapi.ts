import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { note } from './output.ts';

export const openApiCommand = (): Command =>
  new Command('openapi')
    .description('Print the OpenAPI document of this release.')
    .option('--widget', 'the document of what browsers may call')
    .option('--out <file>', 'write it to a file instead')
    .addHelpText(
      'after',
      `
Examples:
  $ woes openapi > openapi.json
  $ woes openapi --widget --out openapi-widget.json`,
    )
    .action(async ({ widget, out }: { widget?: boolean; out?: string }) => {
      const { widgetDocument, workspaceDocument } = await import('../http/openapi/index.ts');
      const document = `${JSON.stringify(widget ? widgetDocument() : workspaceDocument(), null, 2)}\n`;
      if (!out) {
        process.stdout.write(document);
        return;
      }
      await writeFile(out, document);
      note(`Written to ${out}.`);
    });
