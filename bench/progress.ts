/** What the run is doing: a bar where someone watches, a line now and then where it is kept. */
export class Progress {
  readonly #stream: NodeJS.WriteStream;
  readonly #started = performance.now();
  #total = 1;
  #done = 0;
  #told = '';

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  /** A new part of the run, with the number of its steps. */
  begin(total: number): void {
    this.#total = total;
    this.#done = 0;
  }

  step(text: string): void {
    const share = this.#done / this.#total;
    this.#done = Math.min(this.#total, this.#done + 1);
    const seconds = `${Math.round((performance.now() - this.#started) / 1000)} s`;
    if (this.#stream.isTTY) {
      const filled = Math.round(share * 30);
      const bar = '█'.repeat(filled) + '░'.repeat(30 - filled);
      this.#stream.write(`\r\u001b[2K${bar} ${Math.round(share * 100)} %  ${seconds}  ${text}`);
      return;
    }
    // Without a terminal one line per case is enough.
    const part = text.split(' ').slice(0, 2).join(' ');
    if (part === this.#told) return;
    this.#told = part;
    this.#stream.write(`${seconds.padStart(6)}  ${part}\n`);
  }

  end(): void {
    if (this.#stream.isTTY) this.#stream.write('\r\u001b[2K');
  }
}
