import { follow, read, write } from '../rpc/procedures.ts';
import * as contract from './contract.ts';
import { getDelivery, listDeliveries } from './deliveries.ts';
import { listEventTypes } from './event-types.ts';
import { getEvent, listEvents, streamEvents } from './events.ts';
import { replayDelivery, replayRange } from './replay.ts';
import { rotateSubscriptionSecret } from './rotate-secret.ts';
import {
  createSubscription,
  deleteSubscription,
  getSubscription,
  listSubscriptions,
} from './subscriptions.ts';
import { testSubscription } from './test-subscription.ts';
import { updateSubscription } from './update-subscription.ts';

export const webhooksRouter = {
  events: {
    list: read(contract.listEvents, listEvents),
    get: read(contract.getEvent, getEvent),
    stream: follow(contract.streamEvents, streamEvents),
  },
  eventTypes: {
    list: read(contract.listEventTypes, listEventTypes),
  },
  subscriptions: {
    list: read(contract.listSubscriptions, listSubscriptions),
    create: write(contract.createSubscription, createSubscription),
    get: read(contract.getSubscription, getSubscription),
    update: write(contract.updateSubscription, updateSubscription),
    delete: write(contract.deleteSubscription, deleteSubscription),
    rotateSecret: write(contract.rotateSubscriptionSecret, rotateSubscriptionSecret),
    test: write(contract.testSubscription, testSubscription),
    replayRange: write(contract.replayRange, replayRange),
  },
  deliveries: {
    list: read(contract.listDeliveries, listDeliveries),
    get: read(contract.getDelivery, getDelivery),
    replay: write(contract.replayDelivery, replayDelivery),
  },
};
