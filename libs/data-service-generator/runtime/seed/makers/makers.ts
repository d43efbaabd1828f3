/* What a value can be made by, for the seeds of the entities. */
export { decimal, double, integer } from './number-makers.js';
export {
  bytes,
  id,
  json,
  knownUuid,
  listOf,
  subject,
  tenant,
  unknown,
  uuid,
  yesOrNo,
} from './other-makers.js';
export { other } from './postgres-makers.js';
export { secret } from './secret-maker.js';
export { text, wordOf } from './text-makers.js';
export { clockTime, day, moment, wallTime } from './time-makers.js';
