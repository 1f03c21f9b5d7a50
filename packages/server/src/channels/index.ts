export { addChannel, requireChannel } from './channels.ts';
