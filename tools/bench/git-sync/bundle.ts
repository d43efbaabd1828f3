import { basename, join, resolve } from 'node:path';
import { build } from 'vite';

/** Bundles a script as the services are bundled, so that its memory is not that of a compiler. The path of the result. */
export async function bundle(script: string): Promise<string> {
  const root = resolve(import.meta.dirname, '../../..');
  const outDir = join(root, 'dist/bench');
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    resolve: { tsconfigPaths: true },
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: false,
      rollupOptions: { input: script, output: { entryFileNames: '[name].js', format: 'es' } },
    },
  });
  return join(outDir, basename(script).replace(/\.ts$/, '.js'));
}
