import type { HttpBindings } from '@hono/node-server';
import type { Context as HonoContext } from 'hono';

/** Node's own request and response are in reach: headers are read from it, and streams are written to it. */
export type Door = { Bindings: HttpBindings };
export type DoorContext = HonoContext<Door>;
