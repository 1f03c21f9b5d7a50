import type { TestServer } from './server.ts';

export interface Frame {
  readonly id: string | null;
  readonly event: string;
  readonly data: any;
}

/** A client of server-sent events that keeps what it got. */
export interface TestStream {
  readonly status: number;
  readonly frames: Frame[];
  /** Resolves with the first frame that fits, also one that has come already. */
  until(fits: (frame: Frame) => boolean): Promise<Frame>;
  /** Resolves when the server has ended the stream. */
  readonly ended: Promise<void>;
  close(): void;
}

export async function openStream(
  server: TestServer,
  path: string,
  headers: Record<string, string>,
): Promise<TestStream> {
  const abort = new AbortController();
  const response = await fetch(new URL(path, server.url), { headers, signal: abort.signal });
  const frames: Frame[] = [];
  const waiting = new Set<() => void>();
  const ended = (async () => {
    if (!response.body || !response.headers.get('content-type')?.startsWith('text/event-stream')) return;
    let text = '';
    const decoder = new TextDecoder();
    try {
      for await (const chunk of response.body) {
        text += decoder.decode(chunk as Uint8Array, { stream: true });
        const parts = text.split('\n\n');
        text = parts.pop() ?? '';
        for (const part of parts) if (!part.startsWith(':')) frames.push(parse(part));
        for (const look of waiting) look();
      }
    } catch (error) {
      if (!abort.signal.aborted) throw error;
    }
  })();
  ended.catch(() => undefined);
  return {
    status: response.status,
    frames,
    ended,
    until: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          const found = frames.find(fits);
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    close: () => abort.abort(),
  };
}

function parse(block: string): Frame {
  const fields = new Map(
    block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  );
  return {
    id: fields.get('id') ?? null,
    event: fields.get('event') ?? 'message',
    data: JSON.parse(fields.get('data') ?? 'null'),
  };
}
