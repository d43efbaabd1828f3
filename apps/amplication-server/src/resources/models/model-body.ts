import { RawBody } from '@amplication/service-kit';
import { applyDecorators, type Type } from '@nestjs/common';
import { ApiBody, ApiExtension } from '@nestjs/swagger';

/** A service of some hundred entities. */
const MAX_BYTES = 10_000_000;

/** The route takes a body with a whole model in it, which `ModelBodies` reads: 10 MB. */
export const ModelBody = (Body: Type) =>
  applyDecorators(RawBody(MAX_BYTES), ApiBody({ type: Body }), ApiExtension('x-max-body-bytes', MAX_BYTES));
