/** What a driver's error means, without the SQL and the parameters that both drivers put into it. */
export type DatabaseFault = 'unavailable' | 'timeout' | 'lock_timeout' | 'unique' | 'foreign_key' | 'other';

interface DriverError {
  code?: string;
  constraint?: string;
  constraint_name?: string;
  cause?: unknown;
}

/** Errors reach us wrapped by the query builder; the driver's own is at the end of the chain. */
export function driverError(error: unknown): DriverError | null {
  let current = error as DriverError | undefined;
  for (let depth = 0; current && depth < 5; depth++) {
    if (typeof current === 'object' && typeof current.code === 'string') return current;
    current = current.cause as DriverError | undefined;
  }
  return null;
}

const unavailable =
  /^(08...|57P0[123]|53300|CONNECTION_|CONNECT_TIMEOUT|ECONN|ENOTFOUND|EPIPE|ETIMEDOUT|ENOENT|EAI_AGAIN)/;

export function databaseFault(error: unknown): DatabaseFault | null {
  const found = driverError(error);
  if (!found) return null;
  const code = found.code as string;
  if (unavailable.test(code)) return 'unavailable';
  if (code === '57014') return 'timeout';
  // One of two that wait for each other is given up by the database: trying again is all there is to do.
  if (code === '55P03' || code === '40P01') return 'lock_timeout';
  if (code === '23505') return 'unique';
  if (code === '23503') return 'foreign_key';
  return /^[0-9A-Z]{5}$/.test(code) ? 'other' : null;
}

/** Name of the constraint that was hit, under the name each driver gives it. */
export const constraintOf = (error: unknown): string | null => {
  const found = driverError(error);
  return found?.constraint_name ?? found?.constraint ?? null;
};
