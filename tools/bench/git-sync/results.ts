import type { Row } from './bench';

export interface Circumstances {
  machine: string;
  git: string;
  node: string;
  date: Date;
  runs: number;
}

/** The measured rows as Markdown tables, and each target with what was reached. */
export function renderResults(rows: readonly Row[], about: Circumstances): string {
  const groups = [...new Set(rows.map(({ group }) => group))].filter((group) => group !== 'memory');
  const tables = groups.map((group) => {
    const lines = rows.filter((row) => row.group === group).map(renderRow);
    return [
      `#### ${group}`,
      '',
      '| | wall ms | git requests | KB up | KB down | peak MB, Node / git |',
      '| --- | ---: | ---: | ---: | ---: | ---: |',
      ...lines,
    ].join('\n');
  });
  return [
    `Measured on ${about.date.toISOString().slice(0, 16).replace('T', ' ')} UTC by \`npm run bench:git-sync\`: ${about.machine}; ${about.git}; Node ${about.node}.`,
    `60 ms added to each request; ${about.runs} interleaved runs after a warm-up, medians.`,
    '',
    '#### Targets',
    '',
    '| target | wanted | measured | |',
    '| --- | ---: | ---: | --- |',
    ...targets(rows).map(
      ({ name, wanted, measured, met }) =>
        `| ${name} | ${wanted} | ${measured} | ${met ? 'met' : '**missed**'} |`,
    ),
    '',
    tables.join('\n\n'),
    '',
  ].join('\n');
}

function renderRow({ name, ms, requests, bytesUp, bytesDown, memory }: Row): string {
  const peak = memory === undefined ? '' : `${memory.nodeMb.toFixed(0)} / ${memory.gitMb.toFixed(0)}`;
  const kb = (bytes: number) => (bytes / 1000).toFixed(1);
  return `| ${name} | ${ms.toFixed(0)} | ${requests} | ${kb(bytesUp)} | ${kb(bytesDown)} | ${peak} |`;
}

interface Target {
  name: string;
  wanted: string;
  measured: string;
  met: boolean;
}

function targets(rows: readonly Row[]): Target[] {
  return [...wallTimeTargets(rows), ...costTargets(rows)];
}

function find(rows: readonly Row[], group: string, name: string): Row {
  const found = rows.find((row) => row.group === group && row.name === name);
  if (found === undefined) throw new Error(`Not measured: ${group}, ${name}`);
  return found;
}

function atMost(name: string, value: number, limit: number, unit = '×', digits = 2): Target {
  const measured = `${value.toFixed(digits)} ${unit}`;
  return { name, wanted: `≤ ${limit} ${unit}`, measured, met: value <= limit };
}

function atLeast(name: string, value: number, limit: number): Target {
  return { name, wanted: `≥ ${limit} ×`, measured: `${value.toFixed(1)} ×`, met: value >= limit };
}

function wallTimeTargets(rows: readonly Row[]): Target[] {
  const ms = (clone: string, name: string) => find(rows, `small change, partial clone ${clone}`, name).ms;
  const size = (count: number) => find(rows, 'generated files, 10 changed', `${count} generated files`).ms;
  const clones = ['on', 'off'] as const;
  return [
    ...clones.map((clone) =>
      atMost(
        `small change, cold, against the floor, partial clone ${clone}`,
        ms(clone, 'git-sync, cold') / ms(clone, 'floor'),
        1.2,
      ),
    ),
    ...clones.map((clone) =>
      atLeast(
        `faster than the usual way, partial clone ${clone}`,
        ms(clone, 'usual way') / ms(clone, 'git-sync, cold'),
        clone === 'on' ? 5 : 4,
      ),
    ),
    atMost('2,000 against 200 generated files, 10 changed', size(2_000) / size(200), 1.3),
  ];
}

function costTargets(rows: readonly Row[]): Target[] {
  const ways = (clone: string, name: string) => find(rows, `small change, partial clone ${clone}`, name);
  const situation = (name: string) => find(rows, 'situations, partial clone on', name);
  const requests = (name: string, { requests: count }: Row, limit: number) =>
    atMost(`git requests, ${name}`, count, limit, '', 0);
  const history = (commits: number) => find(rows, 'history, small change, cold', `${commits} commits`);
  const bothBytes = ({ bytesUp, bytesDown }: Row) => bytesUp + bytesDown;
  return [
    atLeast(
      'fewer bytes down than the usual way, partial clone on',
      ways('on', 'usual way').bytesDown / ways('on', 'git-sync, cold').bytesDown,
      25,
    ),
    atMost(
      'bytes down against a depth-1 fetch of the same refs, partial clone off',
      ways('off', 'git-sync, cold').bytesDown / ways('off', 'depth-1 fetch of the same refs').bytesDown,
      1.05,
    ),
    requests('small change, cold', ways('on', 'git-sync, cold'), 5),
    requests('small change, warm, a ref moved', ways('on', 'git-sync, warm'), 5),
    requests('small change, warm, as the cache knows it', situation('small change, warm'), 4),
    requests('first build, cold', situation('first build, cold'), 5),
    requests('no change, cold', situation('no change, cold'), 3),
    requests('no change, warm', situation('no change, warm'), 2),
    requests('user edits present, cold', situation('user edits present, cold'), 7),
    atMost(
      'git requests, 20,000 against 2,000 commits',
      history(20_000).requests / history(2_000).requests,
      1,
    ),
    atMost(
      'bytes, 20,000 against 2,000 commits',
      bothBytes(history(20_000)) / bothBytes(history(2_000)),
      1.02,
      '×',
      3,
    ),
    atMost(
      'peak memory of Node, 2,000 files',
      rows.find(({ group }) => group === 'memory')?.memory?.nodeMb ?? Infinity,
      150,
      'MB',
      0,
    ),
  ];
}
