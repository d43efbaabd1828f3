export { createTestDatabase, type TestDatabase } from './database';
export { type RunningEmulator, startEmulator } from './emulator';
export { kafkaForTest, type TestKafka } from './kafka';
export { proofCases, proofRuns } from './long-proof';
export { type StartedProcess, startProcess, type StartProcessOptions } from './process';
export { startTcpProxy, type TcpProxy } from './tcp-proxy';
export { waitFor, type WaitForOptions } from './wait-for';
