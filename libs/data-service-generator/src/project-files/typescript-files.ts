import { file, type GeneratedFile } from '../render/generated-file';

/** What the compiler reads: one for editors, lint and tests, and one for what is delivered. */
export const typescriptFiles = (): GeneratedFile[] => [
  file('tsconfig.json', TSCONFIG),
  file('tsconfig.build.json', TSCONFIG_BUILD),
];

const TSCONFIG = `{
  "compilerOptions": {
    "target": "ES2022",
    "module": "nodenext",
    "types": ["node"],
    "rootDir": ".",
    "outDir": "dist-test",
    "sourceMap": true,
    "strict": true,
    "noUncheckedIndexedAccess": true,
    "noImplicitOverride": true,
    "noImplicitReturns": true,
    "noFallthroughCasesInSwitch": true,
    "isolatedModules": true,
    "experimentalDecorators": true,
    "emitDecoratorMetadata": true,
    "useDefineForClassFields": false,
    "skipLibCheck": true
  },
  "include": ["src", "test"]
}
`;

const TSCONFIG_BUILD = `{
  "extends": "./tsconfig.json",
  "compilerOptions": {
    "rootDir": "src",
    "outDir": "dist"
  },
  "include": ["src"],
  "exclude": ["**/*.test.ts"]
}
`;
