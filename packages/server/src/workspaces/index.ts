export { isOpenAt, isOpenNow } from './business-hours.ts';
export type { CustomFieldTarget } from './contract.ts';
export {
  type CustomFieldOrigin,
  type CustomFieldOrigins,
  type HeldCustomFields,
  writeCustomFields,
} from './custom-fields/write.ts';
export { forgetPastRetention } from './forget.ts';
export { assertMember, findMember, type MemberAuthority, memberAuthority } from './members/lookup.ts';
export { getWorkspace, reopenWindowDays } from './profile.ts';
export { retagEvents, retagQueue, retagRecords } from './tags/uses.ts';
export { assertTeam, findTeam, teamMembers } from './teams/lookup.ts';
