import { statement } from '../platform/db/index.ts';
import type { TestWorkspace } from './actors.ts';
import { inDatabase } from './promises.ts';

const columns = statement<[]>(`
  select c.table_name, c.column_name, c.data_type from information_schema.columns c
  join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
  where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
    and c.data_type in ('text', 'jsonb', 'bytea', 'ARRAY', 'tsvector')`);

/** Every column of the database in which a text is found, for the rows of a workspace. */
export const placesOf = (workspace: TestWorkspace, searched: string): Promise<string[]> =>
  inDatabase(workspace, async () => {
    const found: string[] = [];
    for (const [table, column, type] of (await columns()) as [string, string, string][]) {
      const value = type === 'bytea' ? `encode("${column}", 'escape')` : `"${column}"::text`;
      const [row] = await statement<[string]>(
        `select count(*)::integer from "${table}" where position($1 in ${value}) > 0`,
      )(searched);
      if (Number(row![0]) > 0) found.push(`${table}.${column}`);
    }
    return found.sort();
  });
