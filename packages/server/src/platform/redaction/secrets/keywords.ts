/**
 * Finds which of many words occur in a text, in one pass over it whatever their number (Aho and Corasick, with
 * all transitions written out). Case of ASCII letters is ignored.
 */
export class Keywords {
  readonly #classOf = new Uint8Array(128);
  readonly #classes: number;
  readonly #next: Uint16Array;
  readonly #found: (readonly number[] | undefined)[];
  /** By word, the number of the search that found it last: nothing is to be cleared between searches. */
  readonly #seen: Uint32Array;
  #search = 0;

  constructor(words: readonly string[]) {
    this.#seen = new Uint32Array(words.length);
    const letters = [...new Set(words.join(''))].filter((letter) => letter.charCodeAt(0) < 128);
    for (const [index, letter] of letters.entries()) {
      this.#classOf[letter.charCodeAt(0)] = index + 1;
      this.#classOf[letter.toUpperCase().charCodeAt(0)] = index + 1;
    }
    this.#classes = letters.length + 1;
    const size = words.reduce((sum, word) => sum + word.length, 1);
    if (size > 65_535) throw new Error('Too many keywords for one automaton.');
    this.#next = new Uint16Array(size * this.#classes);
    const ends = this.#plant(words);
    this.#found = this.#close(ends);
  }

  #plant(words: readonly string[]): number[][] {
    const ends: number[][] = [[]];
    for (const [index, word] of words.entries()) {
      let state = 0;
      for (let at = 0; at < word.length; at++) {
        const edge = state * this.#classes + this.#classOf[word.charCodeAt(at)]!;
        if (this.#next[edge] === 0) {
          this.#next[edge] = ends.length;
          ends.push([]);
        }
        state = this.#next[edge]!;
      }
      ends[state]!.push(index);
    }
    return ends;
  }

  /** Breadth first: where a word goes on no more, the longest one that has begun within it does. */
  #close(ends: number[][]): (readonly number[] | undefined)[] {
    const fallback = new Uint16Array(ends.length);
    const queue = [...this.#next.subarray(0, this.#classes)].filter((state) => state !== 0);
    for (let at = 0; at < queue.length; at++) {
      const state = queue[at]!;
      const back = fallback[state]!;
      ends[state]!.push(...ends[back]!);
      for (let letter = 0; letter < this.#classes; letter++) {
        const edge = state * this.#classes + letter;
        const viaBack = this.#next[back * this.#classes + letter]!;
        const child = this.#next[edge]!;
        if (child === 0) this.#next[edge] = viaBack;
        else {
          fallback[child] = viaBack;
          queue.push(child);
        }
      }
    }
    return ends.map((found) => (found.length > 0 ? found : undefined));
  }

  /** The words that occur, each once. */
  within(text: string): number[] {
    const occurring: number[] = [];
    this.#search = (this.#search + 1) >>> 0 || 1;
    const [next, classOf, classes, found] = [this.#next, this.#classOf, this.#classes, this.#found];
    let state = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      state = next[state * classes + (code < 128 ? classOf[code]! : 0)]!;
      const here = found[state];
      if (here === undefined) continue;
      for (const word of here) {
        if (this.#seen[word] === this.#search) continue;
        this.#seen[word] = this.#search;
        occurring.push(word);
      }
    }
    return occurring;
  }
}
