import { generated, generatedTest, type GeneratedFile } from '../render/generated-file';
import embedded from './embedded.json' with { type: 'json' };
import embeddedTests from './embedded-tests.json' with { type: 'json' };

/** What is the same in every service, from `runtime/` as it stands there. */
export const runtimeFiles = (): GeneratedFile[] =>
  Object.entries(embedded).map(([path, lines]) => generated(path, `${lines.join('\n')}\n`));

/** What the tests of every service have in common, from `runtime-test/`. */
export const supportFiles = (): GeneratedFile[] =>
  Object.entries(embeddedTests).map(([path, lines]) =>
    generatedTest(`support/${path}`, inService(`${lines.join('\n')}\n`)),
  );

/** There `runtime/` is `src/generated/`, and the tests are two folders deeper. */
const inService = (text: string): string =>
  text.replaceAll(/from '((?:\.\.\/)+)runtime\//g, "from '$1../../src/generated/");
