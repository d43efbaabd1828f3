/** Settings of one git command, as `-c` would give them, but never in an argument list. */
export type GitConfig = readonly (readonly [key: string, value: string])[];

/** What git may know of the machine: where programs are, and how the network is reached. */
const PASSED_ON = [
  'PATH',
  'HTTPS_PROXY',
  'https_proxy',
  'HTTP_PROXY',
  'http_proxy',
  'NO_PROXY',
  'no_proxy',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
] as const;

/** Settings of every command; see docs/adr/0009-native-git-and-compare-and-set-push.md. */
const ALWAYS: GitConfig = [
  ['core.hooksPath', '/dev/null'],
  ['core.quotePath', 'false'],
  ['core.fsmonitor', 'false'],
  // A build's folder is thrown away, and the cache is verified by checksum: nothing to flush.
  ['core.fsync', 'none'],
  // Larger blobs are streamed and never held in memory.
  ['core.bigFileThreshold', '8m'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  // The cache takes over packs, not loose objects.
  ['fetch.unpackLimit', '1'],
  ['fastimport.unpackLimit', '0'],
  ['protocol.allow', 'never'],
  ['protocol.https.allow', 'always'],
  ['protocol.http.allow', 'always'],
  // git was seen to send the Authorization header on to another host after a redirect.
  ['http.followRedirects', 'false'],
  // Smaller packs are sent at once; larger ones cost one request that only probes.
  ['http.postBuffer', '16777216'],
  ['http.lowSpeedLimit', '1'],
  ['http.lowSpeedTime', '120'],
  ['credential.helper', ''],
  ['advice.pushUpdateRejected', 'false'],
];

/** The whole environment of a git process, built from nothing. `home` is an empty folder of the build. */
export function gitEnvironment(home: string, config: GitConfig = []): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {
    HOME: home,
    GIT_DIR: home,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ALLOW_PROTOCOL: 'https:http',
    GIT_OPTIONAL_LOCKS: '0',
    LC_ALL: 'C',
  };
  for (const name of PASSED_ON) {
    if (process.env[name] !== undefined) environment[name] = process.env[name];
  }
  const settings = [...ALWAYS, ...config];
  settings.forEach(([key, value], index) => {
    environment[`GIT_CONFIG_KEY_${index}`] = key;
    environment[`GIT_CONFIG_VALUE_${index}`] = value;
  });
  environment.GIT_CONFIG_COUNT = String(settings.length);
  return environment;
}
