import { readCommandLine } from '../command/command-line';
import { ExchangeChecker } from './check/check-exchange';
import { readSpecification, SpecificationError } from './check/specification';
import { CLIENT_OPERATIONS } from './client-operations';
import { DOCUMENTED_BODIES } from './documented-bodies';
import { KNOWN_GAPS } from './known-gaps';
import { recordFlow } from './run-flow';
import { summarize } from './summary';

/**
 * `npm run conformance -- <openapi file>`: holds each request of our client and each answer of the emulator, over the
 * whole flow, to Atlassian's own description of Bitbucket's API. Exit code 1 unless all differences are known gaps.
 */
async function main(): Promise<void> {
  const { operands } = readCommandLine({
    name: 'npm run conformance',
    help: "Holds client and emulator to Atlassian's OpenAPI file.",
    operands: ['file'],
  });
  const specification = readSpecification(operands[0]);
  console.log(`Revision ${specification.revision} of Atlassian's specification`);
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  const exchanges = await recordFlow((line) => console.log(line), stopping.signal);
  const checker = new ExchangeChecker(specification, DOCUMENTED_BODIES);
  const { passed, lines } = summarize(checker, exchanges, KNOWN_GAPS, CLIENT_OPERATIONS);
  console.log(lines.join('\n'));
  if (!passed) process.exitCode = 1;
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  console.error(
    error instanceof SpecificationError ? `conformance: ${message}` : `The run failed: ${message}`,
  );
  process.exitCode = 1;
});
