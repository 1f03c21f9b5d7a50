export { DiskFiles } from './disk.ts';
export { receive } from './receive.ts';
export { type FileStore, openFiles } from './store.ts';
