export { WebhookPump } from './delivery/pump.ts';
export { forgetDeliveries } from './forget.ts';
