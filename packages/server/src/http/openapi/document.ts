import { generateOpenApiDocument } from 'trpc-to-openapi';
import { type Entry, operationsOf } from '../../rpc/catalogue.ts';
import { wireForm } from './examples.ts';
import { headerComponents, headerParameters } from './headers.ts';
import { DocumentNames } from './document-names.ts';
import type { OpenApiDocument, OperationObject, Schema } from './document-types.ts';
import { documentedProcedures } from './documented-procedures.ts';
import { describeOperation } from './describe-operation.ts';
import { problemSchemas } from './problem-schemas.ts';
import type { Surface } from './surfaces.ts';
import { isJsonValue, jsonValue, tidySchema } from './tidy-schema.ts';

/** The OpenAPI document of a router: the same for the same router, whoever asks and whenever. */
export function openApiDocument(
  router: Parameters<typeof operationsOf>[0],
  surface: Surface,
): OpenApiDocument {
  const entries = operationsOf(router);
  const generated = wireForm(
    generateOpenApiDocument(documentedProcedures(entries), {
      title: surface.title,
      version: surface.version,
      baseUrl: surface.base,
      securitySchemes: surface.securitySchemes as never,
    }),
  ) as unknown as OpenApiDocument;
}
