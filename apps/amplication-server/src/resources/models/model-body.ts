import { JsonBody } from '@amplication/service-kit';
import { applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

/** A service of some hundred entities; a field of one is about ten values. */
const LIMITS = { maxBytes: 2_000_000, maxValues: 150_000 };

/** The route takes a whole model: 2 MB. */
export const ModelBody = () =>
  applyDecorators(JsonBody(LIMITS), ApiExtension('x-max-body-bytes', LIMITS.maxBytes));
