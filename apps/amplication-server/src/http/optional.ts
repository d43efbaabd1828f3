import { ValidateIf } from 'class-validator';

/** The field may be left out. Unlike class-validator's IsOptional it may not be null. */
export const Optional = () => ValidateIf((_, value: unknown) => value !== undefined);
