/** What callers see of events and webhooks; one file per resource. */
export * from './contract/deliveries.ts';
export * from './contract/event-filter.ts';
export * from './contract/event-table.ts';
export * from './contract/event-types.ts';
export * from './contract/events.ts';
export * from './contract/subscription-shape.ts';
export * from './contract/subscriptions.ts';
