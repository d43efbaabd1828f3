import 'reflect-metadata';
import { text } from 'node:stream/consumers';
import { answer } from './child/child-answer';

/*
 * A process of its own for one run of the generator: a model on stdin, the answer as JSON on stdout. Whatever the
 * generator does to time and memory ends here.
 */
process.stdout.write(JSON.stringify(answer(await text(process.stdin))));
