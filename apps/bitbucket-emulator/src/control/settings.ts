import type { RequestHandler, Router } from 'express';
import type { Emulator } from '../emulator';
import { ApiError } from '../http/api-error';
import { defaultSettings, type Settings } from '../state/settings';
import { objectOf } from './parse';

function isSetting(name: string): name is keyof Settings {
  return name in defaultSettings();
}

/** The value when it has the type of the default; text or null for the refusal. */
function checked(name: keyof Settings, value: unknown): Settings[keyof Settings] {
  if (name === 'preReceiveRefusal' && (value === null || typeof value === 'string')) return value;
  if (name === 'duplicatePullRequest' && (value === 'update' || value === 'refuse')) return value;
  if (name === 'oldAddresses' && (value === 'gone' || value === 'redirect')) return value;
  const sample = defaultSettings()[name];
  if (typeof value === 'number' && typeof sample === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'boolean' && typeof sample === 'boolean') return value;
  throw new ApiError(400, `${name}: not a value for this setting`);
}

/** Changes some settings; unknown names and wrong types are refused and nothing is changed. */
export function changeSettings(emulator: Emulator, wanted: Record<string, unknown>): void {
  const changes = Object.entries(wanted).map(([name, value]) => {
    if (!isSetting(name)) throw new ApiError(400, `${name}: no such setting`);
    return [name, checked(name, value)] as const;
  });
  Object.assign(emulator.settings, Object.fromEntries(changes));
}

/** `GET` and `PATCH` (or `POST`) `/_emulator/settings`. */
export function settingsRoutes(router: Router, emulator: Emulator): void {
  const change: RequestHandler = (request, response) => {
    changeSettings(emulator, objectOf(request.body));
    response.json(emulator.settings);
  };
  router.get('/settings', (_request, response) => {
    response.json(emulator.settings);
  });
  router.route('/settings').patch(change).post(change);
}
