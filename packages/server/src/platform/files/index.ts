export { DiskFiles } from './disk.ts';
export { receive, WrongSize } from './receive.ts';
export { type FileStore, openFiles } from './store.ts';
