import { z } from 'zod';
import { newestVersion } from '../contract/versions.ts';
import type { S3Settings } from './files/s3.ts';
import type { OutgoingRules } from './http-out/index.ts';
import { defaultPolicies, type RatePolicies, type RatePolicy } from './rate-limits/index.ts';

const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1');
const integer = (min: number, max: number) =>
  z.string().regex(/^\d+$/, 'Must be a whole number.').transform(Number).pipe(z.int().min(min).max(max));

/** `1000/10`: so many units in so many seconds. */
const quota = (policy: RatePolicy) =>
  z
    .string()
    .regex(/^[1-9]\d{0,9}\/[1-9]\d{0,4}$/, 'Must be units and seconds, such as 1000/10.')
    .transform((text): RatePolicy => {
      const [units, seconds] = text.split('/').map(Number);
      return { name: policy.name, quota: units!, windowSeconds: seconds! };
    })
    .default(policy);

const list = z.string().transform((text) => text.split(',').map((entry) => entry.trim()));
const ports = list.pipe(z.array(integer(1, 65_535)).max(20));
const hosts = list.pipe(
  z
    .array(
      z
        .string()
        .regex(
          /^([a-z0-9_-]+(\.[a-z0-9_-]+)*|[0-9a-f:.]+(\/\d{1,3})?)$/,
          'Must be names, addresses or CIDR ranges, in lower case.',
        ),
    )
    .max(100),
);

const environment = z.object({
  PORT: integer(0, 65_535).default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'Must be a postgres:// URL.' }).optional(),
  WOES_DATA: z.string().min(1).default('.woes'),
  WOES_SECRET: z.string().min(32, 'Must have at least 32 characters.').optional(),
  WOES_SECRET_PREVIOUS: z
    .string()
    .transform((list) => list.split(','))
    .pipe(z.array(z.string().min(32, 'Each must have at least 32 characters.')).max(5))
    .default([]),
  WOES_ROOT_TOKEN: z.string().min(20, 'Must have at least 20 characters.').optional(),
  WOES_LOG: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  WOES_PUBLIC_URL: z.url().optional(),
  WOES_DB_CONNECTIONS: integer(1, 500).default(10),
  WOES_DB_PREPARE: flag.default(true),
  WOES_TRUST_PROXY: flag.default(false),
  WOES_LIMIT_KEY: quota(defaultPolicies.key),
  WOES_LIMIT_WORKSPACE: quota(defaultPolicies.workspace),
  WOES_LIMIT_WIDGET_IP: quota(defaultPolicies.widgetIp),
  WOES_LIMIT_WIDGET_SESSION: quota(defaultPolicies.widgetSession),
  WOES_LIMIT_AUTH_FAIL: quota(defaultPolicies.authFail),
  WOES_LIMIT_CONCURRENCY: integer(1, 100_000).default(50),
  WOES_LIMIT_STREAMS: integer(1, 100_000).default(20),
  WOES_REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'Must be a redis:// URL.' }).optional(),
  WOES_REQUEST_TIMEOUT_MS: integer(50, 600_000).default(30_000),
  WOES_OUTGOING_ALLOW: hosts.default([]),
  WOES_OUTGOING_HTTP: flag.default(false),
  WOES_OUTGOING_PORTS: ports.default([443]),
  WOES_S3_ENDPOINT: z.url().optional(),
  WOES_S3_BUCKET: z.string().min(3).max(63).optional(),
  WOES_S3_REGION: z.string().min(1).default('us-east-1'),
  WOES_S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  WOES_S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  WOES_METRICS: z.enum(['loopback', 'public', 'off']).default('loopback'),
});

export interface Config {
  port: number;
  host: string;
  databaseUrl: string | null;
  dataFolder: string;
  logLevel: string;
  publicUrl: string | null;
  dbConnections: number;
  dbPrepare: boolean;
  /** Take the caller's address from `X-Forwarded-For`. */
  trustProxy: boolean;
  policies: RatePolicies;
  /** Calls of one workspace that are worked on at a time, by all processes that share their limits. */
  callsPerWorkspaceMax: number;
  /** Streams that one key holds open, in all processes that share their limits. */
  streamsPerKeyMax: number;
  /** Where the counters of several processes meet; each counts for itself when null. */
  redisUrl: string | null;
  /** What outgoing requests may reach beside public addresses over https. */
  outgoing: OutgoingRules;
  /** Where the content of attachments goes; to a folder beside the data when null. */
  s3: S3Settings | null;
  /** Who may read `/metrics`. */
  metrics: 'loopback' | 'public' | 'off';
  /** How long a request may take to arrive, and how long a call may take. */
  requestTimeoutMs: number;
  apiVersion: string;
  secret: string | null;
  /** Secrets of before, under which keys may still be kept. */
  previousSecrets: readonly string[];
  rootToken: string | null;
}

export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** Reads the environment; every mistake is named at once. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const parsed = environment.safeParse(
    Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')),
  );
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`The environment is not usable:\n${lines.join('\n')}`);
  }
  const e = parsed.data;
  return {
    port: e.PORT,
    host: e.HOST,
    databaseUrl: e.DATABASE_URL ?? null,
    dataFolder: e.WOES_DATA,
    logLevel: e.WOES_LOG,
    publicUrl: e.WOES_PUBLIC_URL ?? null,
    dbConnections: e.WOES_DB_CONNECTIONS,
    dbPrepare: e.WOES_DB_PREPARE,
    trustProxy: e.WOES_TRUST_PROXY,
    policies: {
      key: e.WOES_LIMIT_KEY,
      workspace: e.WOES_LIMIT_WORKSPACE,
      widgetIp: e.WOES_LIMIT_WIDGET_IP,
      widgetSession: e.WOES_LIMIT_WIDGET_SESSION,
      authFail: e.WOES_LIMIT_AUTH_FAIL,
    },
    callsPerWorkspaceMax: e.WOES_LIMIT_CONCURRENCY,
    streamsPerKeyMax: e.WOES_LIMIT_STREAMS,
    redisUrl: e.WOES_REDIS_URL ?? null,
    outgoing: { allow: e.WOES_OUTGOING_ALLOW, plain: e.WOES_OUTGOING_HTTP, ports: e.WOES_OUTGOING_PORTS },
    s3: s3Of(e),
    metrics: e.WOES_METRICS,
    requestTimeoutMs: e.WOES_REQUEST_TIMEOUT_MS,
    apiVersion: newestVersion,
    secret: e.WOES_SECRET ?? null,
    previousSecrets: e.WOES_SECRET_PREVIOUS,
    rootToken: e.WOES_ROOT_TOKEN ?? null,
  };
}

/** A bucket is named whole or not at all. */
function s3Of(e: z.output<typeof environment>): S3Settings | null {
  const given = {
    WOES_S3_ENDPOINT: e.WOES_S3_ENDPOINT,
    WOES_S3_BUCKET: e.WOES_S3_BUCKET,
    WOES_S3_ACCESS_KEY_ID: e.WOES_S3_ACCESS_KEY_ID,
    WOES_S3_SECRET_ACCESS_KEY: e.WOES_S3_SECRET_ACCESS_KEY,
  };
  const missing = Object.entries(given).filter(([, value]) => value === undefined);
  if (missing.length === 4) return null;
  if (missing.length > 0)
    throw new ConfigError(
      `The environment is not usable:\n${missing.map(([name]) => `  ${name}: Must be given with the rest of the bucket.`).join('\n')}`,
    );
  return {
    endpoint: e.WOES_S3_ENDPOINT!,
    bucket: e.WOES_S3_BUCKET!,
    region: e.WOES_S3_REGION,
    accessKeyId: e.WOES_S3_ACCESS_KEY_ID!,
    secretAccessKey: e.WOES_S3_SECRET_ACCESS_KEY!,
  };
}

const withoutPassword = (url: string | null): string | null => {
  if (url === null) return null;
  const shown = new URL(url);
  if (shown.password) shown.password = '***';
  return shown.href;
};

/** The configuration as it may be printed: what is secret is only said to be there. */
export function summarise({
  databaseUrl,
  redisUrl,
  secret,
  previousSecrets,
  rootToken,
  policies,
  s3,
  ...plain
}: Config) {
  return {
    ...plain,
    databaseUrl: withoutPassword(databaseUrl),
    redisUrl: withoutPassword(redisUrl),
    secretGiven: secret !== null,
    previousSecrets: previousSecrets.length,
    rootTokenGiven: rootToken !== null,
    s3: s3 && { endpoint: withoutPassword(s3.endpoint), bucket: s3.bucket, region: s3.region },
    limits: Object.fromEntries(
      Object.values(policies).map(({ name, quota, windowSeconds }) => [name, `${quota}/${windowSeconds}`]),
    ),
  };
}
