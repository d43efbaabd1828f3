import { ApiParam } from '@nestjs/swagger';

/** Documents an id of the path that a guard reads, so that no handler names it. */
export const IdParam = (name: string) => ApiParam({ name, schema: { type: 'string', format: 'uuid' } });
