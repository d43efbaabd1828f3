import { type Platform, startPlatform } from '../../tools/platform';
import { Visitors } from './visitors';

/** A platform for all tests of a spec file, and the visitors of its client. */
export interface VisitedPlatform {
  /** Throws before the tests begin. */
  readonly platform: Platform;
  readonly visitors: Visitors;
}

/**
 * Starts a platform before the tests of the file and stops it behind them. After each test all visitors leave, and the
 * consoles of their pages must not have complained.
 */
export function visitedPlatform(): VisitedPlatform {
  let running: Platform | undefined;
  const platform = () => {
    if (!running) throw new Error('The platform has not been started.');
    return running;
  };
  const visitors = new Visitors(() => platform().urls['amplication-client']);
  beforeAll(async () => {
    // All visitors have one address here, and sign up faster than people do.
    running = await startPlatform({ ports: 'free', env: { THROTTLE_PER_MINUTE: '1000' } });
    await visitors.launch();
  }, 180_000);
  afterAll(async () => {
    await visitors.close();
    await running?.stop();
  }, 60_000);
  afterEach(async () => expect(await visitors.leave()).toEqual([]));
  return {
    visitors,
    get platform() {
      return platform();
    },
  };
}
