import { authenticationRouter } from './authentication/router.ts';
import { channelsRouter } from './channels/router.ts';
import { conversationsRouter } from './conversations/router.ts';
import { customersRouter } from './customers/router.ts';
import { limitsRouter } from './limits/router.ts';
import { operationsOf, publishCatalogue } from './rpc/catalogue.ts';
import { t } from './rpc/trpc.ts';
import { webhooksRouter } from './webhooks/router.ts';
import { widgetRouter as widget } from './widget/router.ts';
import { workspacesRouter } from './workspaces/router.ts';

/** The nine categories of the API. Knowledge and agent have no operations yet. */
export const appRouter = t.router({
  authentication: authenticationRouter,
  workspaces: workspacesRouter,
  conversations: conversationsRouter,
  customers: customersRouter,
  knowledge: {},
  agent: {},
  channels: channelsRouter,
  webhooks: webhooksRouter,
  limits: limitsRouter,
});

/** What browsers reach: a router of its own, behind doors of its own. */
export const widgetRouter = t.router(widget);

publishCatalogue(operationsOf(appRouter));

export type AppRouter = typeof appRouter;
export type WidgetRouter = typeof widgetRouter;
