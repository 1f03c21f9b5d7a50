/** A text that a simple pattern matches: literals, classes, groups, alternatives and counts. */
export function sampleOf(pattern: string, random: () => number): string {
  const source = pattern.replace(/^\(\?i\)/, '');
  let at = 0;
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;

  const alternatives = (): string => {
    const options = [sequence()];
    while (source[at] === '|') {
      at += 1;
      options.push(sequence());
    }
    return pick(options);
  };

  const sequence = (): string => {
    let out = '';
    while (at < source.length && source[at] !== '|' && source[at] !== ')') {
      const start = at;
      const first = atom();
      const afterAtom = at;
      const [min, max] = count();
      const afterCount = at;
      const times = min + Math.floor(random() * (max - min + 1));
      for (let n = 0; n < times; n++) {
        if (n === 0) out += first;
        else {
          at = start;
          out += atom();
        }
      }
      at = times > 0 || afterCount >= afterAtom ? afterCount : afterAtom;
    }
    return out;
  };

  const atom = (): string => {
    const character = source[at]!;
    at += 1;
    if (character === '(') {
      const head = /^\?(?:[a-z-]*:|P?<\w+>)/.exec(source.slice(at));
      at += head?.[0].length ?? 0;
      const inner = alternatives();
      at += 1;
      return inner;
    }
    if (character === '[') return pick(classMembers());
    if (character === '\\') return escaped(source[at++]!);
    if (character === '.') return pick([...word]);
    return character === '^' || character === '$' ? '' : character;
  };

  const escaped = (character: string): string => {
    if (character === 'd') return pick([...digits]);
    if (character === 'w') return pick([...word]);
    if (character === 's') return ' ';
    return character === 'b' ? '' : character;
  };

  const classMembers = (): string[] => {
    const members: string[] = [];
    while (source[at] !== ']') {
      const named = /^\[:(\w+):\]/.exec(source.slice(at));
      if (named) {
        members.push(...(named[1] === 'digit' ? digits : digits + letters));
        at += named[0].length;
        continue;
      }
      let from = source[at++]!;
      if (from === '\\') {
        from = source[at++]!;
        if (from === 'd' || from === 'w') {
          members.push(...(from === 'd' ? digits : word));
          continue;
        }
      }
      if (source[at] === '-' && source[at + 1] !== ']') {
        const to = source[at + 1]!;
        at += 2;
        for (let code = from.charCodeAt(0); code <= to.charCodeAt(0); code++)
          members.push(String.fromCharCode(code));
      } else members.push(from);
    }
    at += 1;
    return members;
  };

  const count = (): [number, number] => {
    const found = /^(?:\{(\d+)(,?)(\d*)\}|([?*+]))\??/.exec(source.slice(at));
    if (!found) return [1, 1];
    at += found[0].length;
    if (found[4]) return found[4] === '?' ? [0, 1] : [found[4] === '+' ? 1 : 0, 8];
    const min = Number(found[1]);
    return [min, found[2] ? (found[3] ? Number(found[3]) : min + 8) : min];
  };

  return alternatives();
}

const digits = '0123456789';
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const word = `${digits}${letters}_`;
