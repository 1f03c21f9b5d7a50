import { type ContenderName, contenderNames } from './cases.ts';
import { type Child, startChild } from './children.ts';
import type { Settings, Started } from './contenders/settings.ts';

export interface Contender extends Started {
  name: ContenderName;
  child: Child;
}

/** Starts one contender and waits until it serves. `flags` are node's own, for a profiler for example. */
export async function startContender(
  name: ContenderName,
  settings: Settings,
  flags: string[] = [],
): Promise<Contender> {
  const child = startChild(`./contenders/${name}.ts`, flags);
  try {
    return { ...(await child.ask<Started>(settings)), name, child };
  } catch (error) {
    await child.stop();
    throw error;
  }
}

export async function startOthers(settings: Settings): Promise<Contender[]> {
  return Promise.all(
    contenderNames.filter((name) => name !== 'ours').map((name) => startContender(name, settings)),
  );
}
