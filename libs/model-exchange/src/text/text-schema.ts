import { type JsonSchema } from '@amplication/service-model';

export function textSchema(): JsonSchema {
  return {};
}
