import { mkdirSync, writeFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import ts from 'typescript';
import { generate } from './libs/data-service-generator/src/generate';
import { randomModel } from './libs/service-model/src/testing/index';
const [root, count, seed] = process.argv.slice(2);
rmSync(root!, { recursive: true, force: true });
const models = fc.sample(randomModel(), { numRuns: Number(count), seed: Number(seed) });
const roots: string[] = [];
models.forEach((model, i) => {
  for (const { path, content } of generate(model)) {
    const at = join(root!, `m${i}`, path);
    mkdirSync(dirname(at), { recursive: true }); writeFileSync(at, content);
    if (path.endsWith('.ts')) roots.push(at);
  }
});
console.log(models.length, roots.length);
const t = Date.now();
const config = ts.parseConfigFileTextToJson('tsconfig.json', (await import('node:fs')).readFileSync(join(root!, 'm0/tsconfig.json'), 'utf8'));
const { options } = ts.convertCompilerOptionsFromJson(config.config.compilerOptions, root!);
const program = ts.createProgram(roots, { ...options, noEmit: true, rootDir: root!, typeRoots: ['/tmp/genout/node_modules/@types'] });
const d = ts.getPreEmitDiagnostics(program);
const seen = new Map<string, number>();
for (const x of d) {
  const m = ts.flattenDiagnosticMessageText(x.messageText, ' ').slice(0, 300);
  const pos = x.file ? x.file.fileName + ':' + (x.file.getLineAndCharacterOfPosition(x.start!).line + 1) : '';
  const k = m.slice(0, 60); seen.set(k, (seen.get(k) ?? 0) + 1);
  if (seen.get(k)! < 3) console.log(pos, x.code, m);
}
console.log(d.length, 'errors', Date.now() - t, 'ms');
