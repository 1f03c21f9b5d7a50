import { expect, test } from 'vitest';
import { ConfigError, readConfig, summarise } from './config.ts';

test('what is printed of a configuration holds no secret', () => {
  const canary = ['canary', 'of', 'the', 'configuration', 'that', 'is', 'long', 'enough'].join('-');
  const config = readConfig({
    DATABASE_URL: `postgres://woes:${canary}@db.example/woes`,
    WOES_REDIS_URL: `redis://:${canary}@cache.example:6379`,
    WOES_SECRET: canary,
    WOES_ROOT_TOKEN: canary,
    WOES_LIMIT_KEY: '7/3',
  });
  const summary = summarise(config);
  expect(JSON.stringify(summary)).not.toContain(canary);
  expect(summary).toMatchObject({
    databaseUrl: 'postgres://woes:***@db.example/woes',
    redisUrl: 'redis://:***@cache.example:6379',
    secretGiven: true,
    rootTokenGiven: true,
    limits: { key: '7/3', workspace: '2500/10' },
  });
});

test('every mistake in the environment is named at once', () => {
  const read = () =>
    readConfig({ PORT: 'http', WOES_REDIS_URL: 'http://cache.example', WOES_METRICS: 'everybody' });
  expect(read).toThrow(ConfigError);
  for (const name of ['PORT', 'WOES_REDIS_URL', 'WOES_METRICS']) expect(read).toThrow(name);
});
