import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFrameParser, type Frame } from './frames.ts';

function parse(...chunks: string[]): Frame[] {
  const frames: Frame[] = [];
  const feed = createFrameParser((frame) => frames.push(frame));
  for (const chunk of chunks) feed(chunk);
  return frames;
}

test('a frame has a name, data and an id; several data lines are joined', () => {
  expect(parse('id: 7\nevent: state\ndata: {"a":\ndata: 1}\n\n')).toEqual([
    { event: 'state', data: '{"a":\n1}', id: '7' },
  ]);
});

test('the id stays for the frames after it', () => {
  expect(parse('id: 7\ndata: a\n\ndata: b\n\n').map(({ id }) => id)).toEqual(['7', '7']);
});

test('comments, unknown fields and frames without data are passed over', () => {
  expect(parse(': ping\n\nretry: 5\nevent: message\n\nfuture: x\ndata:  two spaces\n\n')).toEqual([
    { event: 'message', data: ' two spaces', id: undefined },
  ]);
});

test('a field without a colon is a field without a value', () => {
  expect(parse('data\n\n')).toEqual([{ event: 'message', data: '', id: undefined }]);
});

test('an unfinished frame is not given out', () => {
  expect(parse('data: a\n')).toEqual([]);
});

test('chunks may end anywhere, with every kind of line end', () => {
  const line = fc.constantFrom('data: a', 'data: {"x":"\\r"}', 'id: 12', 'event: gap', ': ping', '', '');
  fc.assert(
    fc.property(
      fc.array(line),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.array(fc.nat(200)),
      (lines, end, cuts) => {
        // A last line that is not empty, since a carriage return at the very end is held back.
        const text = [...lines, '', ': end'].join(end);
        const places = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
        const chunks = [0, ...places].map((from, n) => text.slice(from, places[n] ?? text.length));
        expect(parse(...chunks)).toEqual(parse(text));
        expect(parse(text)).toEqual(parse([...lines, '', ': end'].join('\n')));
      },
    ),
  );
});
