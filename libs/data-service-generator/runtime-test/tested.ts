import { type Action } from '../runtime/auth/permissions.js';
import { type Caller } from './caller.js';
import { type TestRows } from './test-rows.js';
import { type TestService } from './test-service.js';

/** What the tests of an entity are about. */
export interface Tested {
  readonly service: TestService;
  readonly rows: TestRows;
  /** Somebody with every role, who owns the rows that are made. */
  readonly caller: Caller;
  /** What that caller may do. */
  readonly may: ReadonlySet<Action>;
}
