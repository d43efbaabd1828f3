import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

/** How a route wants the body of its requests. */
export interface BodyRule {
  /** `json`: parsed, checked by `refuseUnfitBody`. `raw`: the bytes as they came, for a signature. */
  as: 'json' | 'raw';
  /** Bytes that a body may have. */
  maxBytes: number;
  /** Values and names that JSON may hold, at all levels together. */
  maxValues: number;
}

export const BODY_RULE = 'body-rule';

/** Forms of ours are small: the largest has a dozen fields. */
export const FORM: BodyRule = { as: 'json', maxBytes: 100_000, maxValues: 1_000 };
/** A service of some hundred entities; a field of one is about ten values. */
const MODEL: BodyRule = { as: 'json', maxBytes: 2_000_000, maxValues: 150_000 };

/** The route takes a whole model: 2 MB. */
export const ModelBody = () =>
  applyDecorators(SetMetadata(BODY_RULE, MODEL), ApiExtension('x-max-body-bytes', MODEL.maxBytes));

/** The route is given the bytes of the body as a Buffer, at most `maxBytes`, whatever their media type. */
export const RawBody = (maxBytes: number) =>
  SetMetadata(BODY_RULE, { as: 'raw', maxBytes, maxValues: 0 } satisfies BodyRule);
