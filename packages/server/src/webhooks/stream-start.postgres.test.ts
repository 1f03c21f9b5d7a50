import { expect, test } from 'vitest';
import type { Lease } from '../platform/db/connection.ts';
import type { Engine } from '../platform/db/index.ts';
import {
  createWorkspace,
  openStream,
  openTestEngine,
  startTestServer,
  type TestStream,
} from '../testing/index.ts';

/** Holds back every look at where a log ends, until it is let go. */
function holdLooks(engine: Engine) {
  let letGo: () => void = () => undefined;
  let reached: () => void = () => undefined;
  let gate: Promise<void> | null = null;
  const hold = (lease: Lease): Lease =>
    Object.assign(Object.create(lease) as Lease, {
      values: async (text: string, params: readonly unknown[]) => {
        if (gate && text.includes('from event_heads')) {
          reached();
          await gate;
        }
        return lease.values(text, params);
      },
    });
  const held: Engine = Object.assign(Object.create(engine) as Engine, {
    acquire: () => {
      const lease = engine.acquire();
      return lease instanceof Promise ? lease.then(hold) : hold(lease);
    },
  });
  return {
    engine: held,
    arm: () => {
      gate = new Promise((resolve) => {
        letGo = resolve;
      });
      return new Promise<void>((resolve) => {
        reached = resolve;
      });
    },
    letGo: () => letGo(),
  };
}

// PGlite has one connection: what is held back there holds the write back as well.
test('a stream that says it has begun misses nothing after that', async () => {
  const looks = holdLooks(await openTestEngine());
  const server = await startTestServer({}, looks.engine);
  try {
    const workspace = await createWorkspace(server);
    const customer = async (name: string) =>
      (await workspace.admin.put(`/customers/by-external-id/${name}`, {})).body.id as string;
    await customer('first');
    const looked = looks.arm();
    let stream: TestStream | null = null;
    const opening = openStream(server, '/api/v1/events/stream', {
      authorization: `Bearer ${workspace.admin.key}`,
    }).then((opened) => {
      stream = opened;
      return opened;
    });
    await looked;
    await customer('before-it-has-begun');
    expect(stream).toBeNull();
    looks.letGo();
    const opened = await opening;
    const id = await customer('after-it-has-begun');
    await opened.until(({ data }) => data?.resource?.id === id);
    opened.close();
  } finally {
    await server.stop();
  }
});
