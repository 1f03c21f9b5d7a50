export { getWorkspace, reopenWindowDays } from './profile.ts';
