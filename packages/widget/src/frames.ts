/** One server-sent event. */
export interface Frame {
  event: string;
  data: string;
  id: string | undefined;
}

/** Parses an event stream by the HTML standard; chunks may end anywhere. */
export function createFrameParser(onFrame: (frame: Frame) => void): (chunk: string) => void {
  let rest = '';
  let event = '';
  let id: string | undefined;
  let data: string[] = [];

  const line = (text: string) => {
    if (text === '') {
      if (data.length > 0) onFrame({ event: event || 'message', data: data.join('\n'), id });
      event = '';
      data = [];
      return;
    }
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(text) ?? [];
    if (field === 'event') event = value;
    if (field === 'data') data.push(value);
    if (field === 'id') id = value;
  };

  return (chunk) => {
    // A carriage return at the very end may be half of a line end.
    const lines = (rest + chunk).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop()!;
    for (const text of lines) line(text);
  };
}

/** Reads frame by frame until `onFrame` returns true or the stream ends. `onBytes` hears every chunk, pings included. */
export async function readFrames(
  stream: ReadableStream<Uint8Array>,
  onFrame: (frame: Frame) => boolean,
  onBytes: () => void,
): Promise<void> {
  let ended = false;
  const decoder = new TextDecoder();
  const parse = createFrameParser((frame) => {
    ended ||= onFrame(frame);
  });
  const reader = stream.getReader();
  try {
    while (!ended) {
      const { done, value } = await reader.read();
      if (done) return;
      onBytes();
      parse(decoder.decode(value, { stream: true }));
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
