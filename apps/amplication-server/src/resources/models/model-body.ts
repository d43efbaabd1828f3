import { RawBody } from '@amplication/service-kit';
import { applyDecorators, type Type } from '@nestjs/common';
import { ApiBody, ApiExtension } from '@nestjs/swagger';
import { MODEL_BYTES } from './model-bytes';

/** The route takes a body with a whole model in it, which `ModelBodies` reads: 10 MB. */
export const ModelBody = (Body: Type) =>
  applyDecorators(
    RawBody(MODEL_BYTES),
    ApiBody({ type: Body }),
    ApiExtension('x-max-body-bytes', MODEL_BYTES),
  );
