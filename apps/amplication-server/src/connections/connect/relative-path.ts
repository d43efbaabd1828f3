/**
 * A path of our own page: one slash, then neither a slash nor a backslash (which browsers read as a slash), so that it
 * can never name another host; and no control character or space.
 */
export const RELATIVE_PATH = /^\/(?![/\\])[^\s\\\p{Cc}]*$/u;
