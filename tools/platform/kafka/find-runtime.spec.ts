import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findKafkaRuntime, parseJavaVersion } from './find-runtime';

describe('parseJavaVersion', () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['openjdk version "21" 2023-09-19', 21],
    ['java version "1.8.0_292"', 8],
    ['The operation couldn’t be completed. Unable to locate a Java Runtime.', null],
  ])('reads %j', (text, version) => expect(parseJavaVersion(text)).toBe(version));
});

describe('findKafkaRuntime', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'runtime-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const find = (hasJars: boolean) => findKafkaRuntime(hasJars, { PATH: folder });

  function program(name: string, output: string, code = 0): void {
    writeFileSync(join(folder, name), `#!/bin/sh\necho '${output}' >&2\nexit ${code}\n`);
    chmodSync(join(folder, name), 0o755);
  }

  it('takes Docker when its daemon answers', async () => {
    program('docker', '27.0');
    expect(await find(false)).toBe('docker');
  });

  it('takes Java and Maven when it does not', async () => {
    program('docker', 'Cannot connect to the Docker daemon', 1);
    program('java', 'openjdk version "21.0.1"');
    program('mvn', 'Apache Maven 3.9');
    expect(await find(false)).toBe('java');
  });

  it('needs no Maven once the jars are there', async () => {
    program('java', 'openjdk version "17"');
    expect(await find(true)).toBe('java');
    await expect(find(false)).rejects.toThrow('Install Maven');
  });

  it.each([
    ['neither is there', undefined],
    ['Java is too old', 'openjdk version "11.0.2"'],
  ])('says in one line what to do when %s', async (_what, java) => {
    if (java) program('java', java);
    const failure = await find(false).catch((error: Error) => error);
    expect(failure).toMatchObject({ name: 'SetupError' });
    expect(String(failure)).toMatch(/Start Docker, or install a JDK and Maven, or set KAFKA_BROKERS/);
    expect(String(failure)).not.toContain('\n');
  });
});
