import { read, write } from '../rpc/procedures.ts';
import { addChannel, getChannel, listChannels } from './channels.ts';
import * as contract from './contract.ts';

export const channelsRouter = {
  list: read(contract.listChannels, listChannels),
  create: write(contract.createChannel, addChannel),
  get: read(contract.getChannel, getChannel),
};
