/** Starts two processes the way the platform does, prints their ids, and waits to be killed. */
import { tsImport } from 'tsx/esm/api';

const { ManagedProcess } = await tsImport('../process/managed-process.ts', import.meta.url);
const [logFile] = process.argv.slice(2);
const start = (script) =>
  ManagedProcess.start({ command: '/bin/sh', args: ['-c', script], env: process.env, cwd: '/', logFile });
const willing = start('sleep 600 & wait');
const deaf = start("trap '' TERM; sleep 600 & sleep 600");
process.stdout.write(`${willing.pid} ${deaf.pid}\n`);
