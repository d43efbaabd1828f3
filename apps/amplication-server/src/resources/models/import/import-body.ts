import { JsonBody } from '@amplication/service-kit';
import { applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

/** A text of 10 MB as JSON, in which each of its line ends is two characters. */
const LIMITS = { maxBytes: 12_000_000, maxValues: 20 };

/** The route takes a text that a model is made of. */
export const ImportBody = () =>
  applyDecorators(JsonBody(LIMITS), ApiExtension('x-max-body-bytes', LIMITS.maxBytes));
