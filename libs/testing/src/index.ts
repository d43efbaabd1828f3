export { createTestDatabase, type TestDatabase } from './database';
export { type RunningEmulator, startEmulator } from './emulator';
export { kafkaForTest, type TestKafka } from './kafka';
export { type StartedProcess, startProcess, type StartProcessOptions } from './process';
export { waitFor, type WaitForOptions } from './wait-for';
