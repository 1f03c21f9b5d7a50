export { idColumn, instant, parseInstant, workspaceId } from './columns.ts';
export type { Engine } from './connection.ts';
export { constraintOf, type DatabaseFault, databaseFault } from './errors.ts';
export { FolderInUseError } from './folder-lock.ts';
export { inKeyOrder, inOrderOf } from './json-order.ts';
export { isMigrated, MigrationError, migrate, readMigrations } from './migrate.ts';
export { openPglite } from './pglite.ts';
export { openPostgres } from './postgres.ts';
export { compile, pipe, statement } from './statement.ts';
export {
  db,
  inReadingTransaction,
  inTransaction,
  openTransaction,
  Transaction,
  transaction,
} from './transaction.ts';
export { unlessTaken } from './unless-taken.ts';
