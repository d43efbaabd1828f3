import { jest } from '@jest/globals';

// Real servers on a busy machine take their time; a test that hangs still ends. Unit tests keep Jest's five seconds.
if (process.env.TEST_SIZE === 'integration' || process.env.TEST_SIZE === 'e2e') jest.setTimeout(60_000);
