import { type ChildProcess, fork } from 'node:child_process';

/** A process of the run: it is told once what to be, and asked things after that. */
export interface Child {
  ask<T>(message: unknown): Promise<T>;
  stop(): Promise<void>;
}

type Answer = { ok: true; value: unknown } | { ok: false; error: string };

/** Starts a file as a process of its own, which ends with this one. Nothing of this environment configures it. */
export function startChild(file: string, flags: string[] = []): Child {
  const child = fork(new URL('./child.ts', import.meta.url), [file], {
    execArgv: flags,
    env: { PATH: process.env.PATH, NODE_ENV: 'production' },
    // Request logs cost what writing them costs, not what keeping them does.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return {
    ask: <T>(message: unknown) => ask(child, file, message) as Promise<T>,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = new Promise((resolve) => child.once('exit', resolve));
      if (child.connected) child.disconnect();
      const late = setTimeout(() => child.kill('SIGKILL'), 3000);
      await exited;
      clearTimeout(late);
    },
  };
}

function ask(child: ChildProcess, file: string, message: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onExit = () => reject(new Error(`${file} has ended.`));
    if (!child.connected) return onExit();
    child.once('exit', onExit);
    child.once('message', (answer: Answer) => {
      child.off('exit', onExit);
      if (answer.ok) resolve(answer.value);
      else reject(new Error(`${file}: ${answer.error}`));
    });
    child.send(message as object);
  });
}

/** The other side: answers what it is asked, one thing after the other, until the run is over. */
export function answerParent<M, T>(work: (message: M) => Promise<T>): void {
  process.on('message', async (message: M) => {
    const answer: Answer = await work(message).then(
      (value) => ({ ok: true, value }),
      (error: unknown) => ({
        ok: false,
        error: error instanceof Error ? (error.stack ?? '') : String(error),
      }),
    );
    process.send?.(answer);
  });
  process.once('disconnect', () => process.exit(0));
}
