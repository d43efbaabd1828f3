import { type GeneratedFile, teamFile } from '../render/generated-file';

/** `src/main.ts`: where the process begins. */
export const mainFile = (): GeneratedFile =>
  teamFile(
    'src/main.ts',
    'service:main',
    `// First: it begins the traces, before what they watch is loaded.
import { start } from './generated/runtime/start.js';
import { AppModule } from './app.module.js';
import { SERVICE } from './generated/app.js';

await start(AppModule, SERVICE);
`,
  );

/** `src/app.module.ts`: modules of the team beside those of the model. */
export const appModuleFile = (): GeneratedFile =>
  teamFile(
    'src/app.module.ts',
    'service:app module',
    `import { Module } from '@nestjs/common';
import { MODULES } from './generated/modules.js';

/** Modules of your own stand beside those of the model. */
@Module({ imports: [...MODULES] })
export class AppModule {}
`,
  );
