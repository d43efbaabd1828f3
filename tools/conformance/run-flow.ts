import { type Platform, startPlatform } from '../platform';
import type { Exchange } from './check/exchange';
import { BitbucketAnswers } from './flow/bitbucket-answers';
import { BitbucketPerson } from './flow/bitbucket-person';
import { ClientCalls } from './flow/client-calls';
import { EmulatorControl } from './flow/emulator-control';
import { platformFlow } from './flow/platform-flow';
import { RecordingProxy } from './recording-proxy';

/** Goes the whole way on a platform of its own and gives what passed between Bitbucket's API and everybody. */
export async function recordFlow(
  report: (line: string) => void,
  signal: AbortSignal,
): Promise<readonly Exchange[]> {
  const proxy = await RecordingProxy.start();
  try {
    const env = { BITBUCKET_API_URL: `${proxy.url}/2.0` };
    const platform = await startPlatform({ ports: 'free', env, report, signal });
    try {
      const aborted = new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(new Error('stopped by a signal')), { once: true });
      });
      await Promise.race([walk(platform, proxy, report), aborted]);
    } finally {
      await platform.stop();
    }
  } finally {
    await proxy.stop();
  }
  return proxy.exchanges;
}

async function walk(
  platform: Platform,
  proxy: RecordingProxy,
  report: (line: string) => void,
): Promise<void> {
  const emulatorUrl = platform.urls['bitbucket-emulator'];
  proxy.forwardTo(emulatorUrl);
  await platformFlow(platform, proxy.url, report);
  const emulator = new EmulatorControl(emulatorUrl);
  const alice = new BitbucketPerson(proxy.url, await emulator.token('alice'));
  report("Each call of the client, and Bitbucket's refusals");
  await new ClientCalls(proxy.url, emulator, alice).run();
  report('What else the emulator answers');
  await new BitbucketAnswers(alice, emulator).run();
}
