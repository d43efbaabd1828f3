import type { Request, Response } from 'express';
import { escapeHtml } from '../html/html';

/** A round picture with the first letter, for any user or Bitbucket workspace. */
export function avatar(request: Request, response: Response): void {
  const name = String(request.params.name ?? '');
  const hue = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
  response
    .type('image/svg+xml')
    .set('Cache-Control', 'max-age=3600')
    .send(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><circle cx="32" cy="32" r="32" fill="hsl(${hue} 45% 42%)"/>` +
        `<text x="32" y="42" font-family="sans-serif" font-size="28" text-anchor="middle" fill="#fff">${escapeHtml(name.slice(0, 1).toUpperCase())}</text></svg>`,
    );
}
