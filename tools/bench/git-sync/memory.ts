import { readdirSync, readFileSync } from 'node:fs';

export interface PeakMemory {
  nodeMb: number;
  gitMb: number;
}

/**
 * Peak resident memory of this process, and of the largest git process below it, while `work` runs.
 * Linux only: `VmHWM` of /proc is each process's own peak, so that looking now and then is enough.
 */
export async function peakMemoryOf(work: () => Promise<unknown>): Promise<PeakMemory> {
  let gitKb = 0;
  const look = setInterval(() => {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      const status = read(`/proc/${pid}/status`);
      if (/^Name:\tgit/m.test(status) && read(`/proc/${pid}/environ`).includes('GIT_OPTIONAL_LOCKS=0')) {
        gitKb = Math.max(gitKb, Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0));
      }
    }
  }, 4);
  try {
    await work();
  } finally {
    clearInterval(look);
  }
  return { nodeMb: process.resourceUsage().maxRSS / 1024, gitMb: gitKb / 1024 };
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
