export { openApiDocument } from './document.ts';
export type { OpenApiDocument, OperationObject } from './document-types.ts';
export { widgetDocument, workspaceDocument } from './published.ts';
export { openApiRoutes } from './routes.ts';
export { type Surface, widgetSurface, workspaceSurface } from './surfaces.ts';
