import { glob } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { type PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { testServer } from '../../testing/index.ts';

const source = fileURLToPath(new URL('../../', import.meta.url));
const tables: PgTable[] = [];
for await (const file of glob('**/tables.ts', { cwd: source })) {
  const module: Record<string, unknown> = await import(`${source}${file}`);
  tables.push(...Object.values(module).filter((each): each is PgTable => is(each, PgTable)));
}

/** Read before the tenant is known, or about the installation itself. */
const withoutTenant = ['key_directory', 'woes_migrations'];
/** A short name belongs to the whole installation: no tenant chooses it twice. */
const uniqueEverywhere = ['workspaces_slug_key'];

let rows: (text: string) => Promise<any[]>;
let tenantTables: string[];
beforeAll(async () => {
  const { services } = await testServer();
  rows = async (text) => {
    const lease = await services.engine.acquire();
    try {
      return await lease.rows(text, []);
    } finally {
      lease.release();
    }
  };
  const all = await rows(
    "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace",
  );
  tenantTables = all.map(({ relname }) => relname).filter((name) => !withoutTenant.includes(name));
  expect(tenantTables.length).toBeGreaterThan(15);
});

describe('every table of a tenant', () => {
  test('has row-level security, enabled and forced, and one policy for all commands', async () => {
    const found = await rows(`
      select c.relname, c.relrowsecurity, c.relforcerowsecurity, p.polcmd, p.polpermissive, pg_get_expr(p.polqual, p.polrelid) as qual
      from pg_class c left join pg_policy p on p.polrelid = c.oid
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`);
    for (const table of tenantTables) {
      const policies = found.filter(({ relname }) => relname === table);
      expect(policies, table).toHaveLength(1);
      expect(policies[0], table).toMatchObject({
        relrowsecurity: true,
        relforcerowsecurity: true,
        polcmd: '*',
      });
      expect(policies[0].qual).toContain(
        "workspace_id = ( SELECT (NULLIF(current_setting('app.workspace_id'",
      );
    }
  });

  test('has its workspace first in the primary key and in each unique key, and in every foreign key', async () => {
    const constraints = await rows(`
      select c.conname, c.contype, t.relname,
        array_to_string(array(select attname from unnest(c.conkey) with ordinality k (n, o) join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.n order by o), ',') as own,
        array_to_string(array(select attname from unnest(c.confkey) with ordinality k (n, o) join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.n order by o), ',') as other
      from pg_constraint c join pg_class t on t.oid = c.conrelid
      where c.connamespace = 'public'::regnamespace and c.contype in ('p', 'u', 'f')`);
    for (const table of tenantTables) {
      const own = constraints.filter(({ relname }) => relname === table);
      expect(
        own.filter(({ contype }) => contype === 'p'),
        table,
      ).toHaveLength(1);
      for (const { conname, contype, own: columns, other } of own) {
        if (uniqueEverywhere.includes(conname)) continue;
        expect(columns.split(',')[0], conname).toBe('workspace_id');
        if (contype === 'f') expect(other.split(',')[0], conname).toBe('workspace_id');
      }
    }
  });

  test('has no unique index beside its constraints that forgets the workspace', async () => {
    const indexes = await rows(`
      select i.indexrelid::regclass::text as name, i.indrelid::regclass::text as relname, a.attname
      from pg_index i join pg_class t on t.oid = i.indrelid join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
      where i.indisunique and t.relnamespace = 'public'::regnamespace`);
    for (const { name, relname, attname } of indexes)
      if (tenantTables.includes(relname) && !uniqueEverywhere.includes(name))
        expect(attname, name).toBe('workspace_id');
  });
});

test('the tenant role can neither bypass row-level security nor touch the migrations', async () => {
  const [role] = await rows(
    "select rolsuper, rolbypassrls, rolcanlogin from pg_roles where rolname = 'woes_tenant'",
  );
  expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcanlogin: false });
  const [granted] = await rows(`
    select has_table_privilege('woes_tenant', 'woes_migrations', 'select') as reads,
      has_table_privilege('woes_tenant', 'woes_migrations', 'insert') as writes,
      has_schema_privilege('woes_tenant', 'public', 'create') as creates`);
  expect(granted).toEqual({ reads: false, writes: false, creates: false });
});

describe('the tables of the code', () => {
  const typeOf = (column: PgColumn) => column.getSQLType().replace('timestamptz', 'timestamp with time zone');

  test.each(tables.map((table) => [getTableName(table), table] as const))(
    '%s has the columns of the database: name, type and whether null is allowed',
    async (name, table) => {
      const found = await rows(`
        select a.attname, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull
        from pg_attribute a where a.attrelid = '${name}'::regclass and a.attnum > 0 and not a.attisdropped`);
      const inDatabase = found.map(({ attname, type, attnotnull }) => [
        attname,
        type.replace(/timestamp\((\d)\) with time zone/, 'timestamp with time zone($1)'),
        attnotnull,
      ]);
      const inCode = Object.values(getTableColumns(table)).map((column) => [
        column.name,
        typeOf(column),
        column.notNull || column.primary,
      ]);
      const byName = (a: unknown[], b: unknown[]) => (String(a[0]) < String(b[0]) ? -1 : 1);
      expect(inCode.sort(byName)).toEqual(inDatabase.sort(byName));
    },
  );
});
