import { JsonBody } from '@amplication/service-kit';
import { applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

/** A service of some hundred entities; a field of one is about thirty values. */
const LIMITS = { maxBytes: 10_000_000, maxValues: 600_000 };

/** The route takes a whole model: 10 MB. */
export const ModelBody = () =>
  applyDecorators(JsonBody(LIMITS), ApiExtension('x-max-body-bytes', LIMITS.maxBytes));
