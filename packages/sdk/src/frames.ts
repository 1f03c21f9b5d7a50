/** One frame of an event stream. */
export interface Frame {
  /** Name of the event; `null` for a frame that only moves the id on. */
  readonly event: string | null;
  readonly data: string;
  /** Where to resume after this frame; null when it does not say. */
  readonly id: string | null;
}

/** Reads an event stream as the HTML standard says. Chunks may end anywhere; a frame that is cut off is dropped. */
export class FrameReader {
  readonly #decoder = new TextDecoder();
  #rest = '';
  #event = '';
  #data: string[] = [];
  #id: string | null = null;

  /** The frames that the chunk completes. */
  push(chunk: Uint8Array): Frame[] {
    // A carriage return at the very end may be half of a line end.
    const lines = (this.#rest + this.#decoder.decode(chunk, { stream: true })).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? '';
    return lines.flatMap((line) => (line === '' ? this.#end() : this.#field(line)));
  }

  #field(line: string): Frame[] {
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + (line[colon + 1] === ' ' ? 2 : 1));
    if (name === 'event') this.#event = value;
    if (name === 'data') this.#data.push(value);
    if (name === 'id' && !value.includes('\0')) this.#id = value;
    return [];
  }

  #end(): Frame[] {
    const hasData = this.#data.length > 0;
    const frame: Frame = {
      event: hasData ? this.#event || 'message' : null,
      data: this.#data.join('\n'),
      id: this.#id,
    };
    this.#event = '';
    this.#data = [];
    this.#id = null;
    return hasData || frame.id !== null ? [frame] : [];
  }
}
