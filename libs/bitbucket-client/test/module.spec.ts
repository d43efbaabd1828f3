import { Test } from '@nestjs/testing';
import { BITBUCKET_CLIENT, BitbucketClientModule } from '../src/bitbucket-client.module';
import type { BitbucketClient } from '../src/client';
import { FakeBitbucket, USER } from './fake-bitbucket';

it('gives a Nest application a client on the axios of @nestjs/axios', async () => {
  const bitbucket = await new FakeBitbucket().start();
  const module = await Test.createTestingModule({
    imports: [
      BitbucketClientModule.forRootAsync({
        useFactory: () => ({
          apiUrl: `${bitbucket.url}/2.0`,
          siteUrl: bitbucket.url,
          gitUrl: bitbucket.url,
          clientId: 'key',
          clientSecret: 'secret',
        }),
      }),
    ],
  }).compile();
  try {
    bitbucket.answers([{ json: USER }]);
    const client = module.get<BitbucketClient>(BITBUCKET_CLIENT);
    const api = client.as({ userKey: 'u', accessToken: () => Promise.resolve('t') });
    expect(await api.user.current()).toMatchObject({ displayName: 'Ada' });
  } finally {
    await module.close();
    await bitbucket.stop();
  }
});
