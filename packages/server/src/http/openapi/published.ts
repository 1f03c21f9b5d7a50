import { appRouter, widgetRouter } from '../../router.ts';
import { openApiDocument } from './document.ts';
import type { OpenApiDocument } from './document-types.ts';
import { widgetSurface, workspaceSurface } from './surfaces.ts';

const once = <T>(make: () => T): (() => T) => {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

/** The documents of this release, each made when it is first asked for. */
export const workspaceDocument = once((): OpenApiDocument => openApiDocument(appRouter, workspaceSurface));
export const widgetDocument = once((): OpenApiDocument => openApiDocument(widgetRouter, widgetSurface));
