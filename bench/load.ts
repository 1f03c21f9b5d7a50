import { connect, type Socket } from 'node:net';
import { answerParent } from './children.ts';

/** One measurement: requests as bytes, sent over and over by a fixed number of connections. */
export interface Load {
  port: number;
  requests: string[];
  status: number;
  bodyBytesMin: number;
  connections: number;
  /** Not counted: the time in which connections open and the contender gets going. */
  rampMs: number;
  durationMs: number;
}

export interface Measured {
  rps: number;
  p50Ms: number;
  p99Ms: number;
}

/*
 * The generator shares the machine with what it measures. It therefore writes bytes that were made before, reads
 * as much of an answer as tells where it ends, and does nothing else.
 */
async function run(load: Load): Promise<Measured> {
  const requests = load.requests.map((request) => Buffer.from(request));
  const latencies: number[] = [];
  const started = performance.now();
  const from = started + load.rampMs;
  const until = from + load.durationMs;
  let next = 0;

  await Promise.all(
    Array.from({ length: load.connections }, () =>
      drive(load, () => (performance.now() < until ? (requests[next++ % requests.length] ?? null) : null), {
        onAnswer(sentAt, answeredAt) {
          if (answeredAt >= from && answeredAt <= until) latencies.push(answeredAt - sentAt);
        },
      }),
    ),
  );
  latencies.sort((a, b) => a - b);
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return { rps: (latencies.length / load.durationMs) * 1000, p50Ms: at(0.5), p99Ms: at(0.99) };
}

interface Driven {
  onAnswer(sentAt: number, answeredAt: number): void;
}

/** One connection: a request, its answer, the next request, until there is none. */
function drive(load: Load, next: () => Buffer | null, { onAnswer }: Driven): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: load.port, host: '127.0.0.1', noDelay: true });
    const answer = new Answer(load);
    let sentAt = 0;
    const send = () => {
      const request = next();
      if (!request) return end(socket, resolve);
      sentAt = performance.now();
      socket.write(request);
    };
    socket.on('connect', send);
    socket.on('data', (chunk) => {
      try {
        if (!answer.take(chunk)) return;
        onAnswer(sentAt, performance.now());
        send();
      } catch (error) {
        socket.destroy();
        reject(error);
      }
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('The contender closed a connection.')));
  });
}

function end(socket: Socket, resolve: () => void): void {
  socket.removeAllListeners('close');
  socket.on('error', () => undefined);
  socket.destroy();
  resolve();
}

const lastChunk = Buffer.from('0\r\n\r\n');

/** Follows one answer after the other to its end, and refuses those that are not what was asked for. */
class Answer {
  readonly #load: Load;
  #head: Buffer | null = null;
  #missing = -1;
  #chunked = false;

  constructor(load: Load) {
    this.#load = load;
  }

  /** True when the answer is complete. */
  take(chunk: Buffer): boolean {
    if (this.#missing < 0 && !this.#chunked) return this.#begin(chunk);
    if (this.#chunked) return this.#endOfChunks(chunk);
    this.#missing -= chunk.length;
    return this.#complete();
  }

  #begin(chunk: Buffer): boolean {
    const data = this.#head ? Buffer.concat([this.#head, chunk]) : chunk;
    const end = data.indexOf('\r\n\r\n');
    if (end < 0) {
      this.#head = data;
      return false;
    }
    this.#head = null;
    const head = data.toString('latin1', 0, end);
    if (Number(head.slice(9, 12)) !== this.#load.status)
      throw new Error(`The contender answered:\n${data.toString('utf8').slice(0, 2000)}`);
    const length = /content-length: *(\d+)/i.exec(head)?.[1];
    if (length === undefined) {
      this.#chunked = true;
      return this.#endOfChunks(data.subarray(end));
    }
    if (Number(length) < this.#load.bodyBytesMin)
      throw new Error(`The contender answered too little:\n${data.toString('utf8').slice(0, 2000)}`);
    this.#missing = Number(length) - (data.length - end - 4);
    return this.#complete();
  }

  #complete(): boolean {
    if (this.#missing > 0) return false;
    this.#missing = -1;
    return true;
  }

  #endOfChunks(chunk: Buffer): boolean {
    if (!chunk.subarray(-lastChunk.length).equals(lastChunk)) return false;
    this.#chunked = false;
    return true;
  }
}

answerParent<Load, Measured>(run);
