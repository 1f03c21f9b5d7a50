export { among, maskRows, type TextPlace } from './mask-rows.ts';
export { erased, maskInJson, PersonMask, type PersonValues } from './person-mask.ts';
