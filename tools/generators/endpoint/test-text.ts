import type { Tree } from '@nx/devkit';
import { exportingFile, specifierFrom } from '../source/syntax';
import type { NewEndpoint } from './endpoint-options';
import { SERVER, testFile } from './places';

/** The integration test of an endpoint: who gets which status, and what it answers. */
export function testText(tree: Tree, endpoint: NewEndpoint): string {
  const { operation, path, key, readers } = endpoint;
  const isBuild = key === 'buildId';
  const from = (name: string) =>
    specifierFrom(testFile(operation), exportingFile(tree, `${SERVER}/test`, name));
  const url = path.replaceAll(/:(\w+)/g, isBuild ? '${buildId}' : '${ada.$1}');
  const answer = key === 'workspaceId' ? '' : `, ${isBuild ? 'buildId' : `${key}: ada.${key}`}`;
  return `${isBuild ? `import { startBuild } from '${from('startBuild')}';\n` : ''}import { Client, type Person, signUp } from '${from('signUp')}';
import { startServer, type TestServer } from '${from('startServer')}';

describe('${operation}', () => {
  let server: TestServer;
  let ada: Person;
  ${isBuild ? 'let buildId: string;' : ''}
  beforeAll(async () => {
    server = await startServer();
    ada = await signUp(server.url, 'Ada');
    ${isBuild ? 'buildId = (await startBuild(ada)).id;' : ''}
  }, 60_000);
  afterAll(() => server.stop(), 60_000);

  const path = () => \`${url}\`;

  it('answers ${readers === 'owners' ? 'an owner' : 'a member'} of the workspace', async () => {
    const { status, body } = await ada.client.get(path());
    expect({ status, body }).toEqual({ status: 200, body: { workspaceId: ada.workspaceId${answer} } });
  });

  it('asks for a session', async () => {
    expect((await new Client(server.url).get(path())).status).toBe(401);
  });

  it('does not exist for another workspace', async () => {
    const eve = await signUp(server.url, 'Eve');
    expect((await eve.client.get(path())).status).toBe(404);
  });
${readers === 'owners' ? MEMBER_TEST : ''}});
`;
}

const MEMBER_TEST = `
  it('refuses a member who is no owner', async () => {
    const max = await signUp(server.url, 'Max');
    await ada.client.post(\`/api/workspaces/\${ada.workspaceId}/members\`, { email: max.email, role: 'member' });
    expect((await max.client.get(path())).status).toBe(403);
  });
`;
