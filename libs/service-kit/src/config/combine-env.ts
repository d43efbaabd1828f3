/**
 * One class with the variables of several: `class WorkerEnv extends combineEnv(BaseEnv, DatabaseEnv, KafkaEnv) {}`.
 * Validation and default values come along.
 */
export { IntersectionType as combineEnv } from '@nestjs/mapped-types';
