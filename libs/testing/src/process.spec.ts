import { startProcess } from './process';
import { waitFor } from './wait-for';

const node = (script: string, until: (line: string) => string | false, timeoutMs?: number) =>
  startProcess({
    command: process.execPath,
    args: ['-e', script],
    until,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
const alive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a started process', () => {
  it('is ready when it prints its line, and ends with all that it started', async () => {
    const script = `
      const child = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
      console.error('on stderr');
      process.stdout.write('rea'); setTimeout(() => console.log('dy ' + child.pid), 20);
      setInterval(() => {}, 1000);`;
    const started = await node(script, (line) => line.startsWith('ready ') && line.slice(6));
    const grandchild = Number(started.found);
    expect(alive(grandchild)).toBe(true);
    expect(started.output()).toContain('on stderr');
    await started.stop();
    expect(alive(started.pid)).toBe(false);
    await waitFor(() => !alive(grandchild));
    await started.stop();
  });

  it('that ends before it is ready is reported with its output', async () => {
    await expect(node(`console.error('no port'); process.exit(3)`, () => false)).rejects.toThrow(
      /ended with code 3 before it was ready\.[\s\S]*no port/,
    );
  });

  it('that is never ready is ended', async () => {
    await expect(node(`setInterval(() => {}, 1000)`, () => false, 300)).rejects.toThrow(
      'not ready after 300 ms',
    );
  });

  it('that does not exist is reported', async () => {
    await expect(startProcess({ command: '/does/not/exist', args: [], until: () => false })).rejects.toThrow(
      'cannot be started',
    );
  });
});
