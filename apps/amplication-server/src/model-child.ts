import 'reflect-metadata';
import { buffer } from 'node:stream/consumers';
import { answer } from './resources/models/work/answer';

/*
 * A process of its own for one text that a model is read from, or written as: the task on stdin, the answer on stdout.
 * Whatever a text does to time and memory ends here.
 */
for (const part of await answer(await buffer(process.stdin))) process.stdout.write(part);
