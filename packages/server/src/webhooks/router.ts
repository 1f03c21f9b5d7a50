import { follow, read } from '../rpc/procedures.ts';
import * as contract from './contract.ts';
import { getEvent, listEvents, streamEvents } from './events.ts';

export const webhooksRouter = {
  events: {
    list: read(contract.listEvents, listEvents),
    get: read(contract.getEvent, getEvent),
    stream: follow(contract.streamEvents, streamEvents),
  },
};
