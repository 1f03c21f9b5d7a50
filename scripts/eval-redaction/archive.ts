import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** The files of a folder or of a tar archive, compressed or not, by their paths. */
export function readArchive(path: string): Map<string, Buffer> {
  if (statSync(path).isDirectory()) return readFolder(path);
  const raw = readFileSync(path);
  const data = raw[0] === 0x1f && raw[1] === 0x8b ? gunzipSync(raw) : raw;
  const files = new Map<string, Buffer>();
  let longName: string | null = null;
  for (let at = 0; at + 512 <= data.length && data[at] !== 0; ) {
    const field = (from: number, length: number) =>
      data.toString('utf8', at + from, at + from + length).replace(/\0.*$/s, '');
    const size = Number.parseInt(field(124, 12).trim() || '0', 8);
    const type = field(156, 1);
    const prefix = field(257, 5) === 'ustar' ? field(345, 155) : '';
    const name: string = longName ?? (prefix ? `${prefix}/${field(0, 100)}` : field(0, 100));
    const body = data.subarray(at + 512, at + 512 + size);
    longName = type === 'L' ? body.toString('utf8').replace(/\0.*$/s, '') : null;
    if (type === '0' || type === '') files.set(name.replace(/^\.\//, ''), body);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}

const readFolder = (path: string): Map<string, Buffer> =>
  new Map(
    readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const file = join(entry.parentPath, entry.name);
        return [relative(path, file), readFileSync(file)];
      }),
  );
