import { PGlite, types } from '@electric-sql/pglite';
import type { Connection, Engine } from './connection.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { Slots } from './slots.ts';

export interface PgliteOptions {
  /** Folder of the database; in memory when left out. */
  folder?: string;
  /** A dumped database to start from, so that tests need not migrate. */
  image?: Blob;
}

/** PostgreSQL's number of the type `text[]`. */
const textArray = 1009;

const asText = (text: string) => text;

/** Both engines hand out the same raw values: text for times and big integers, objects for JSON. */
const parsers = {
  [types.TIMESTAMPTZ]: asText,
  [types.TIMESTAMP]: asText,
  [types.DATE]: asText,
  [types.INT8]: asText,
  [types.NUMERIC]: asText,
  [textArray]: asText,
};
const serializers = {
  [types.JSON]: (value: unknown) => value as string,
  [types.JSONB]: (value: unknown) => value as string,
  [types.TIMESTAMPTZ]: (value: unknown) => value as string,
  [textArray]: (value: unknown) => value as string,
};

/** The embedded engine: one connection, so one transaction at a time. */
export async function openPglite(options: PgliteOptions): Promise<Engine & { readonly raw: PGlite }> {
  let lock: FolderLock | null = null;
  if (options.folder) lock = await lockFolder(options.folder);
  let pg: PGlite;
  try {
    pg = await PGlite.create({
      ...(options.folder ? { dataDir: options.folder } : {}),
      ...(options.image ? { loadDataDir: options.image } : {}),
      relaxedDurability: false,
    });
    await pg.exec("set timezone = 'UTC'");
  } catch (error) {
    await lock?.release();
    throw error;
  }

  const connection: Connection = {
    rows: async (text, params) =>
      (await pg.query<Record<string, unknown>>(text, params as unknown[], { parsers, serializers })).rows,
    values: async (text, params) =>
      (await pg.query(text, params as unknown[], { rowMode: 'array', parsers, serializers }))
        .rows as unknown[][],
    command: async (text) => {
      await pg.exec(text);
    },
  };
  const single = new Slots([connection]);
  let closed = false;

  return {
    kind: 'pglite',
    tenantRole: 'woes_tenant',
    raw: pg,
    connect: async () => undefined,
    // One connection serves everything here, the migrator too: what a session keeps would reach all of it.
    runShared: null,
    acquire() {
      const taken = single.takeAlone();
      const lease = (free: Connection) => ({ ...free, broken: false, release: () => single.giveAlone(free) });
      return taken instanceof Promise ? taken.then(lease) : lease(taken);
    },
    // The process is alone on its folder: nobody else could notify it.
    listen: async () => async () => undefined,
    notify: async () => undefined,
    stats: () => single.stats(),
    guests: {
      async run(text, params) {
        const free = await single.takeAlone();
        try {
          if (params.length > 0) return await pg.query(text, params as unknown[]);
          return { rows: (await pg.exec(text)).flatMap(({ rows }) => rows) };
        } catch (error) {
          // A block that fails half-way leaves a transaction behind, on the connection that everybody uses.
          await pg.exec('rollback').catch(() => undefined);
          throw error;
        } finally {
          single.giveAlone(free);
        }
      },
    },
    async close() {
      if (closed) return;
      closed = true;
      await single.takeAlone();
      await pg.close();
      await lock?.release();
    },
  };
}
