import { plainText } from './markdown';

/** What one build says of itself in the pull request; the link holds the build's id, by which the comment is found. */
export function buildComment(build: { title: string; url: string }, report: string): string {
  return `**[${plainText(build.title)}](${build.url})**\n\n${report}`;
}
