/** How a documented command is tested. */
export interface Coverage {
  /** Run as it stands by tools/docs/commands.proof-spec.ts, on a database and topics of its own. */
  run?: true;
  /** Run there with `--help`, since the whole takes minutes or needs what a test has not. */
  help?: true;
  /** Runs what the command consists of. */
  by?: readonly string[];
}

/** Each command that the README and docs have the reader type. A word in angle brackets stands for any value. */
export const COVERED: Readonly<Record<string, Coverage>> = {
  'npm ci': { by: ['.ci/run'] },
  'npm ci --omit=dev': { by: ['e2e/production-install.proof-spec.ts'] },
  'npm test': { help: true, by: ['.ci/run'] },
  'npm run test:proofs': { help: true, by: ['.ci/run'] },
  'npm start': { help: true, by: ['e2e/browser.e2e-spec.ts'] },
  'npm start -- --reset': { help: true, by: ['tools/platform/test/postgres.integration-spec.ts'] },
  'npm run infra': { help: true, by: ['e2e/delivery.e2e-spec.ts'] },
  'npm run demo': { help: true, by: ['e2e/delivery.e2e-spec.ts'] },
  'npm run conformance -- <file>': { help: true, by: ['.ci/run'] },
  'npm run conformance -- <openapi file>': { help: true, by: ['.ci/run'] },
  'npm run bench:git-sync': { help: true },
  'npm run bench:zip': { help: true },
  'npm run bench:generator': { help: true },
  'npm run bench:generated': { help: true },
  'npm run bench:import': { help: true },
  'npm run bench:import -- --format yaml --tables 8 --runs 1': { run: true },
  'npm run test:generated -- --all': { help: true },
  'npm run test:generated': {
    help: true,
    by: ['libs/data-service-generator/test/whole-service.proof-spec.ts'],
  },
  'npm run test:mutants -- <lib>': { help: true },
  'npm run screenshots': { help: true, by: ['e2e/browser-accessibility.proof-spec.ts'] },
  'npm run db:migrate': { run: true },
  'npm run topics': { run: true },
  'npm run db:generate': { by: ['libs/database/test/migrations-complete.spec.ts'] },
  'npm run openapi': { help: true, by: ['apps/amplication-server/src/openapi/document.spec.ts'] },
  'npm run client:types': { by: ['tools/openapi/client-types.spec.ts'] },
  'npm run format': { by: ['tools/test/static-checks.ts'] },
  'npm test -- --only e2e': { help: true, by: ['tools/test/run.ts'] },
  'npm run docs:events': { help: true, by: ['tools/docs/events.spec.ts'] },
  'npm run generator:lock': {
    help: true,
    by: ['libs/data-service-generator/src/project-files/package-lock.spec.ts'],
  },
  'npm run generator:embed': {
    help: true,
    by: ['libs/data-service-generator/src/runtime/runtime-files.spec.ts'],
  },
  'npm run docs:model': { help: true, by: ['tools/docs/model-schema.spec.ts'] },
  'npm run model:coverage -- <folder>': { help: true, by: ['tools/model-coverage/coverage.spec.ts'] },
  'npm run model:coverage -- <folder> --round-trip': {
    help: true,
    by: ['tools/model-coverage/round-trip/on-postgres.proof-spec.ts'],
  },
  'npm run model -- import <file>': { help: true, by: ['tools/model/run-model.spec.ts'] },
  'npm run model -- export <file> --format yaml': { help: true, by: ['tools/model/run-model.spec.ts'] },
  'npm run model -- check <file>': { help: true, by: ['tools/model/run-model.spec.ts'] },
  'npm run operator -- rotate-keys': { run: true },
  'npm run operator -- set-plan <workspace id> enterprise': {
    help: true,
    by: ['apps/amplication-server/test/billing.integration-spec.ts'],
  },
  'npx nx affected -t lint typecheck test': { by: ['tools/test/affected.integration-spec.ts'] },
  'npx nx run-many -t build': { by: ['tools/platform/services/build-services.ts'] },
};
