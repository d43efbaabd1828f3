import { cpSync, existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { defineConfig, type UserConfig } from 'vite';
import { runtimeManifest } from './runtime-manifest';

const root = resolve(import.meta.dirname, '../..');

/**
 * Vite settings that bundle one service into `dist/apps/<name>/main.js` (packages of node_modules stay outside).
 * `entries` names further entry points, such as a child process; `assets` are folders copied beside main.js. A
 * package.json and a package-lock.json beside it name the packages that it needs at run time.
 */
export function serviceBuild(
  appDirectory: string,
  { entries = {}, assets = {} }: { entries?: Record<string, string>; assets?: Record<string, string> } = {},
): UserConfig {
  const name = basename(appDirectory);
  const outDir = join(root, 'dist/apps', name);
  return defineConfig({
    root: appDirectory,
    resolve: { tsconfigPaths: true },
    logLevel: 'warn',
    plugins: [
      runtimeManifest(name, root),
      {
        name: 'copy-assets',
        closeBundle() {
          for (const [from, to] of Object.entries(assets)) {
            const source = join(root, from);
            if (existsSync(source)) cpSync(source, join(outDir, to), { recursive: true });
          }
        },
      },
    ],
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      // A folder emptied on each rebuild makes `node --watch` lose its file.
      emptyOutDir: false,
      sourcemap: true,
      minify: false,
      rollupOptions: {
        input: { main: join(appDirectory, 'src/main.ts'), ...entries },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js', format: 'es' },
      },
    },
  });
}
