import { randomUUID } from 'node:crypto';

/** Names this process. The runs are in its memory: under another name none of them is left. */
export const INSTANCE: string = randomUUID();
