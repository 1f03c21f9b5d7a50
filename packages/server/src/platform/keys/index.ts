export { type KeyKind, keyHint, keyKind, keyPrefixes, mintKey } from './format.ts';
export { KeyRing } from './key-ring.ts';
