/** The Content-Disposition of a download (RFC 6266), with the name once in ASCII and once in full. */
export function attachment(name: string): string {
  const ascii = name.replace(/[^\w.-]/g, '_');
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}
