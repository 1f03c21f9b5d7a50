import { vi } from 'vitest';
import type { RestActor } from './actors.ts';

/** The job with its results once it has ended. */
export async function jobEnd(actor: RestActor, id: string): Promise<any> {
  return vi.waitUntil(
    async () => {
      const { body } = await actor.get(`/jobs/${id}`, { include: 'results' });
      return body.finishedAt ? body : null;
    },
    { timeout: 60_000, interval: 20 },
  );
}
