import { SetMetadata } from '@nestjs/common';

/** Metadata key of `@Public`, for the guards of a service that asks who calls. */
export const PUBLIC = 'public';

/** The route, or every route of the controller, needs no session: its answer holds nothing that is anybody's own. */
export const Public = () => SetMetadata(PUBLIC, true);
