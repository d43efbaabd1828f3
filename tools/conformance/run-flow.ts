import { startPlatform } from '../platform';
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
  signal?: AbortSignal,
): Promise<readonly Exchange[]> {
  const proxy = await RecordingProxy.start();
  try {
    const platform = await startPlatform({
      ports: 'free',
      env: { BITBUCKET_API_URL: `${proxy.url}/2.0` },
      report,
      signal,
    });
    try {
      const emulatorUrl = platform.urls['bitbucket-emulator'];
      proxy.forwardTo(emulatorUrl);
      await platformFlow(platform, proxy.url, report);
      const emulator = new EmulatorControl(emulatorUrl);
      const alice = new BitbucketPerson(proxy.url, await emulator.token('alice'));
      report("Each call of the client, and Bitbucket's refusals");
      await new ClientCalls(proxy.url, emulator, alice).run();
      report('What else the emulator answers');
      await new BitbucketAnswers(alice, emulator).run();
    } finally {
      await platform.stop();
    }
  } finally {
    await proxy.stop();
  }
  return proxy.exchanges;
}
