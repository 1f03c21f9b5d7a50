/** How far a command is: a bar where somebody watches, nothing where nobody does. */
export class Progress {
  readonly #stream: NodeJS.WriteStream;
  readonly #total: number;
  #shown = '';

  /** Without a total there is no bar, only what is told. */
  constructor(stream: NodeJS.WriteStream, total: number) {
    this.#stream = stream;
    this.#total = total;
  }

  show(done: number, text: string): void {
    if (!this.#stream.isTTY) return;
    const share = this.#total > 0 ? Math.min(1, done / this.#total) : 0;
    const filled = Math.round(share * 30);
    const bar = this.#total > 0 ? `${'█'.repeat(filled)}${'░'.repeat(30 - filled)} ` : '';
    const shown = `${bar}${this.#total > 0 ? `${Math.floor(share * 100)} %  ` : ''}${text}`;
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#stream.write(`\r\u001b[2K${shown}`);
  }

  end(): void {
    if (this.#stream.isTTY && this.#shown) this.#stream.write('\r\u001b[2K');
  }
}
