import type { EntryStatus, ReportEntry, SyncReport } from '../../types';
import { codeSpan, fenced } from './markdown';

interface Section {
  status: EntryStatus;
  title: string;
  /** What a person is to do about the files below. */
  advice?: string;
}

const SECTIONS: Section[] = [
  {
    status: 'not-placed',
    title: 'Your files that do not fit',
    advice:
      'These files are yours and are just as you left them, but the code around them has another form now, so that the service may not build. ' +
      'Copy your changes into the new text, make that the content of your file, and delete it where it lies beside.',
  },
  { status: 'conflict', title: 'Conflicts' },
  { status: 'merged', title: 'Merged with your changes' },
  { status: 'kept-yours', title: 'Kept yours' },
  { status: 'deleted-by-you', title: 'Deleted by you' },
  { status: 'ignored', title: 'Ignored' },
  { status: 'moved', title: 'Moved' },
  { status: 'deleted', title: 'Deleted' },
  { status: 'updated', title: 'Updated' },
  { status: 'added', title: 'Added' },
];
/** What the heading of a section and its "and … more" line may take. */
const SECTION_RESERVE = 120;

export interface RenderOptions {
  /** Characters, as Bitbucket counts them. */
  maxLength: number;
  /** Page that shows the whole report. */
  buildUrl: string;
}

/**
 * The report as Markdown without HTML: counts, notes, then a section for each status, what needs a person first.
 * A report that is too long is cut section by section, each saying how many of its files are left out.
 */
export function renderReport(report: SyncReport, options: RenderOptions): string {
  const head = [summarise(report.counts), ...report.notes.map((note) => `> ${note}`)].join('\n\n');
  const sections = SECTIONS.map((section) => ({
    ...section,
    entries: report.entries.filter((entry) => entry.status === section.status),
  })).filter(({ entries }) => entries.length > 0);

  const reserve = ({ advice = '' }: Section) => SECTION_RESERVE + advice.length + options.buildUrl.length;
  const parts = [clip(head, options.maxLength)];
  let left = options.maxLength - (parts[0]?.length ?? 0);
  for (const [index, section] of sections.entries()) {
    const { title, advice, entries } = section;
    const heading = `\n\n### ${title} (${entries.length})\n${advice === undefined ? '' : `\n${advice}\n`}`;
    const room = sections.slice(index).reduce((rest, other) => rest - reserve(other), left);
    if (room < 0) continue;
    const text = heading + renderEntries(entries, room, options.buildUrl);
    parts.push(text);
    left -= text.length;
  }
  return parts.join('');
}

/** One line with all counts that are not zero: also the second paragraph of the commit message. */
export function summarise(counts: SyncReport['counts']): string {
  const counted = [
    ['added', counts.added],
    ['updated', counts.updated],
    ['merged', counts.merged],
    ['kept yours', counts.keptYours],
    [counts.conflicts === 1 ? 'conflict' : 'conflicts', counts.conflicts],
    ['deleted', counts.deleted],
    ['deleted by you', counts.deletedByYou],
    ['ignored', counts.ignored],
    ['moved', counts.moved],
    ['unchanged', counts.unchanged],
  ] as const;
  const parts = counted.filter(([, count]) => count > 0).map(([name, count]) => `${count} ${name}`);
  return parts.length === 0 ? 'No files' : parts.join(', ');
}

function renderEntries(entries: readonly ReportEntry[], room: number, buildUrl: string): string {
  const lines: string[] = [];
  let used = 0;
  for (const [index, entry] of entries.entries()) {
    const whole = renderEntry(entry);
    const line = used + whole.length <= room ? whole : renderEntry({ ...entry, hunk: undefined });
    if (used + line.length > room) {
      lines.push(`\n- … and ${entries.length - index} more: [all files of this build](${buildUrl})`);
      break;
    }
    lines.push(line);
    used += line.length;
  }
  return lines.join('');
}

function renderEntry({ path, note, hunk }: ReportEntry): string {
  const line = `\n- ${codeSpan(path)}${note === undefined ? '' : `: ${note}`}`;
  return hunk === undefined || hunk === '' ? line : `${line}\n\n${fenced(hunk)}\n`;
}

function clip(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength - 1)}…`;
}
