import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import type { Platform } from '../../tools/platform';

/** A text that the platform left somewhere, and where. */
export interface Trace {
  where: string;
  text: string;
}

/** Every file below a folder, as text. */
export async function filesBelow(folder: string): Promise<Trace[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    files.map(async (where) => ({ where, text: (await readFile(where).catch(() => '')).toString('latin1') })),
  );
}

/** Every message in every topic of the platform: key, headers and body. */
export async function eventsOf(platform: Platform): Promise<Trace[]> {
  const kafka = new Kafka({ brokers: [...platform.brokers], clientId: 'e2e', logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  const topics = (await admin.listTopics()).filter((topic) => topic.startsWith(platform.topicPrefix));
  const offsets = await Promise.all(topics.map((topic) => admin.fetchTopicOffsets(topic)));
  await admin.disconnect();
  let left = offsets.flat().reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0);

  const consumer = kafka.consumer({ groupId: `${platform.topicPrefix}traces` });
  const traces: Trace[] = [];
  await consumer.connect();
  await consumer.subscribe({ topics, fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    if (left === 0) resolve();
    const run = consumer.run({
      eachMessage: async ({ topic, message }) => {
        const headers = Object.entries(message.headers ?? {}).map(
          ([name, value]) => `${name}=${String(value)}`,
        );
        traces.push({ where: topic, text: [message.key, message.value, ...headers].map(String).join('\n') });
        left -= 1;
        if (left === 0) resolve();
      },
    });
    run.catch(reject);
  });
  await consumer.disconnect();
  return traces;
}

/**
 * Samples the argument lists of every process of this machine, again and again until `stop`. Only Linux shows them as
 * files; elsewhere there is nothing to see.
 */
export function watchArguments(): { stop(): Promise<Trace[]> } {
  const seen = new Set<string>();
  const stop = new AbortController();
  const watching = (async () => {
    while (!stop.signal.aborted) {
      const processes = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
      const lists = await Promise.all(
        processes.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')),
      );
      for (const list of lists) seen.add(list.replaceAll('\0', ' '));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  })();
  return {
    async stop() {
      stop.abort();
      await watching;
      return [...seen].map((text) => ({ where: 'argument list', text }));
    },
  };
}
