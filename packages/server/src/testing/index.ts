export * from './actors.ts';
export { inCall } from './calls.ts';
export { TestClock } from './clock.ts';
export { type IdentitySetup, setUpIdentity } from './identities.ts';
export { jobEnd } from './job-end.ts';
export { runDueJobs } from './jobs.ts';
export { actAs, addMember, roleId } from './people.ts';
export { placesOf } from './places-of.ts';
export { findPostgres, freePort, type PostgresServer, startPostgres } from './postgres-server.ts';
export * from './promises.ts';
export { findRedis, type RedisServer, startRedis } from './redis-server.ts';
export {
  createDatabase,
  database,
  lend,
  openTestEngine,
  startTestServer,
  type TestServer,
  testRootToken,
  testServer,
} from './server.ts';
export { openStream, type TestStream } from './stream.ts';
export { startWidget, visitorOrigin, type WidgetVisitor } from './visitors.ts';
