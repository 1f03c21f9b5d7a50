export { idColumn, instant, parseInstant, workspaceId } from './columns.ts';
export type { Engine } from './connection.ts';
export { constraintOf, type DatabaseFault, databaseFault } from './errors.ts';
export { FolderInUseError } from './folder-lock.ts';
export { isMigrated, MigrationError, migrate, readMigrations } from './migrate.ts';
export { openPglite } from './pglite.ts';
export { openPostgres } from './postgres.ts';
export { compile, pipe, statement } from './statement.ts';
export { db, inTransaction, Transaction, transaction } from './transaction.ts';
