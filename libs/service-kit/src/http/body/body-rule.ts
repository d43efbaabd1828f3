import { SetMetadata } from '@nestjs/common';

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

/** The default of every route. Our forms are small: the largest has a dozen fields. */
export const FORM: BodyRule = { as: 'json', maxBytes: 100_000, maxValues: 1_000 };

/** The route takes JSON larger than a form. */
export const JsonBody = (limits: Omit<BodyRule, 'as'>) =>
  SetMetadata(BODY_RULE, { as: 'json', ...limits } satisfies BodyRule);

/** The route is given the bytes of the body as a Buffer, at most `maxBytes`, whatever their media type. */
export const RawBody = (maxBytes: number) =>
  SetMetadata(BODY_RULE, { as: 'raw', maxBytes, maxValues: 0 } satisfies BodyRule);
