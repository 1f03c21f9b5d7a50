import type { Server } from 'node:http';

/** Listens on a free port of loopback, with the server's own keep-alive, and gives the port. */
export function listen(server: Server): Promise<number> {
  server.keepAliveTimeout = 65_000;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });
}
