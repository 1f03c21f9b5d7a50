import { readConfig } from '../../packages/server/src/platform/config.ts';
import { startServer } from '../../packages/server/src/server.ts';
import { answerParent } from '../children.ts';
import type { Settings, Started } from './settings.ts';

// Limits stay on and are counted as always; only their quotas are out of reach of the load.
const quota = '1000000000/10';

answerParent<Settings, Started>(async (settings) => {
  const server = await startServer(
    readConfig({
      PORT: '0',
      DATABASE_URL: settings.tenantUrl,
      WOES_DATA: settings.dataFolder,
      WOES_DB_CONNECTIONS: String(settings.connections),
      WOES_LOG: 'info',
      WOES_LIMIT_KEY: quota,
      WOES_LIMIT_WORKSPACE: quota,
    }),
  );
  await server.ready;
  return { port: Number(new URL(server.url).port), rootToken: server.rootToken };
});
