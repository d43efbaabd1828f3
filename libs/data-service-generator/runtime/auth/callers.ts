import { Problem } from '../http/problem.js';
import { type Caller } from './caller.js';

const callers = new WeakMap<object, Caller>();

/** Remembers who sends a request, when the guard has found out. */
export function setCaller(request: object, caller: Caller): void {
  callers.set(request, caller);
}

/** Who sends a request. Throws NOT_SIGNED_IN on a public route. */
export function callerOf(request: object): Caller {
  const caller = callers.get(request);
  if (!caller) throw new Problem('NOT_SIGNED_IN');
  return caller;
}
