import { ensureDemo } from './demo.ts';
import { ConfigError, readConfig } from './platform/config.ts';
import { FolderInUseError, MigrationError } from './platform/db/index.ts';
import { startServer } from './server.ts';

/** Runs the server until it is told to stop. */
export async function serve(env: Record<string, string | undefined>, { demo = true } = {}): Promise<void> {
  const server = await startServer(readConfig(env));
  const stop = async () => {
    await server.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
  if (server.services.config.databaseUrl)
    console.log(`Woes listens on ${server.url}; the database is being prepared.`);
  await server.ready;
  if (!demo) {
    console.log(`Woes serves on ${server.url}`);
    return;
  }
  const { credential, widgetKey } = await ensureDemo(server);
  console.log(`Woes serves on ${server.url}
  credential  ${credential}
  widget key  ${widgetKey}   (both are in ${server.services.config.dataFolder}/demo.json)

  Open   ${server.url}/demo   and ask something as a visitor.
  Read   ${server.url}/docs   for the API, or /openapi.json and /llms.txt.
  Try    curl -H 'Authorization: Bearer ${credential}' ${server.url}/api/v1/conversations`);
}

const known = [ConfigError, FolderInUseError, MigrationError];

if (import.meta.main) {
  serve(process.env).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') console.error('The port is in use. Choose another with PORT.');
    else if (known.some((type) => error instanceof type)) console.error((error as Error).message);
    else if (/^(28|3D)/.test(code ?? ''))
      console.error(`The database refuses the connection (${code}). Check DATABASE_URL.`);
    else console.error(error);
    process.exit(1);
  });
}
