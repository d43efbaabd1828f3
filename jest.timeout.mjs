import { jest } from '@jest/globals';

// Real servers on a busy machine take their time; a test that hangs still ends. Unit tests keep Jest's five seconds.
if (['integration', 'e2e', 'proof'].includes(process.env.TEST_SIZE)) jest.setTimeout(60_000);
