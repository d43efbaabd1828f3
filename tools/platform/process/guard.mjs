/**
 * Ends what a platform runner started if the runner itself dies without doing so (SIGKILL, a lost terminal).
 * The runner keeps this program's standard input open and writes `+ <pid> <signal>` for each process group that it
 * starts and `- <pid>` for each that has ended. When the input ends, what is left is asked to stop, then killed.
 */
import { createInterface } from 'node:readline';
import { clearInterval, setInterval } from 'node:timers';

const GRACE_MS = 8_000;
const groups = new Map();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [sign, pid, signal] = line.split(' ');
    if (sign === '+') groups.set(Number(pid), signal);
    else groups.delete(Number(pid));
  })
  .on('close', () => {
    for (const [pid, signal] of groups) send(pid, signal);
    const started = Date.now();
    const timer = setInterval(() => {
      const alive = [...groups.keys()].filter((pid) => send(pid, 0));
      const late = Date.now() - started > GRACE_MS;
      if (late) for (const pid of alive) send(pid, 'SIGKILL');
      if (alive.length === 0 || late) clearInterval(timer);
    }, 100);
  });

function send(pid, signal) {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}
