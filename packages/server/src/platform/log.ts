import pino, { type DestinationStream, type Logger } from 'pino';

export type Log = Logger;

/** Key formats of ours and the best known of others; a match is cut to its prefix wherever it stands. */
const secretPattern =
  /\b(woes[kcs]_|whsec_|sk_live_|sk_test_|gh[pousr]_|xox[abprs]-|AKIA|AIza|eyJ[\w-]+\.)[\w\-.+/=]{8,}|(Bearer|Basic)\s+[\w\-.+/=]{8,}|(:\/\/[^\s:/@]*:)[^\s@/]+(?=@)/g;

/** Masks secrets by their form. Keys are matched by name as well, see `maskedPaths`. */
export const maskSecrets = (text: string): string =>
  text.replace(
    secretPattern,
    (_match, prefix?: string, scheme?: string, user?: string) => `${prefix ?? scheme ?? user ?? ''}[masked]`,
  );

const maskedPaths = [
  'authorization',
  'secret',
  'token',
  'password',
  'cookie',
  'idempotencyKey',
  'pepper',
  'key',
].flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);

/** One structured line per request; secrets are masked by key and, in the finished line, by form. */
export function createLog(
  level: string,
  destination: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: maskedPaths, censor: '[masked]' },
      hooks: { streamWrite: maskSecrets },
      serializers: { err: errorLine },
    },
    destination,
  );
}

/** What of an error is worth a log line. Messages of the database repeat values; its codes and names do not. */
function errorLine(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code, constraint, constraint_name, table, table_name, routine } = error as Error & Record<string, unknown>;
  const ofDatabase = 'query' in error || (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code));
  const about = ofDatabase
    ? { message: 'The database refused a statement.', constraint: constraint_name ?? constraint, table: table_name ?? table, routine }
    : { message: error.message, stack: error.stack };
  return {
    name: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...about,
    ...(error.cause ? { cause: errorLine(error.cause) } : {}),
  };
}
