import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';

const headBytes = 4100;

interface Received {
  /** What the content itself says it is; null when it says nothing, as text does. */
  readonly sniffedType: string | null;
  readonly sha256: string;
}

/**
 * Passes a file on as it arrives and learns what it is on the way: nothing is kept in memory but its beginning. One
 * that is longer or shorter than announced fails, so that what stores it stores nothing.
 */
export function receive(content: AsyncIterable<Uint8Array>, size: number) {
  const hash = createHash('sha256');
  const head: Uint8Array[] = [];
  let [seen, kept] = [0, 0];
  let wrong: Error | null = null;
  const refuse = (detail: string): never => {
    wrong = new Error(detail);
    throw wrong;
  };

  async function* passing(): AsyncGenerator<Uint8Array> {
    for await (const chunk of content) {
      seen += chunk.length;
      if (seen > size) refuse(`More than the ${size} bytes that were announced.`);
      hash.update(chunk);
      if (kept < headBytes) {
        const part = chunk.subarray(0, headBytes - kept);
        head.push(part);
        kept += part.length;
      }
      yield chunk;
    }
    if (seen < size) refuse(`Only ${seen} of the ${size} bytes that were announced.`);
  }

  return {
    content: passing(),
    /** Why it failed, when it was of another size; what stores it may have put an error of its own around that. */
    wrongSize: (): Error | null => wrong,
    /** To be asked for when all has passed. */
    async result(): Promise<Received> {
      const type = await fileTypeFromBuffer(Buffer.concat(head));
      return { sniffedType: type?.mime ?? null, sha256: hash.digest('hex') };
    },
  };
}
