export { createWidgetClient, type WidgetClient } from './client.ts';
export { type Retry, WidgetError, type WidgetErrorCode } from './errors.ts';
export type {
  ApiContext,
  Clock,
  ConnectionState,
  OwnMessage,
  PageContext,
  StartOptions,
  WidgetClientOptions,
  WidgetConfig,
  WidgetConversation,
  WidgetEvents,
  WidgetMessage,
  WidgetStorage,
} from './types.ts';
