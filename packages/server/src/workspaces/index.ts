export type { CustomFieldTarget } from './contract.ts';
export {
  type CustomFieldOrigin,
  type CustomFieldOrigins,
  type HeldCustomFields,
  writeCustomFields,
} from './custom-fields/write.ts';
export { getWorkspace, reopenWindowDays } from './profile.ts';
