import express, { type Router } from 'express';
import type { Emulator } from '../emulator';
import { html, type Html } from '../html/html';
import { sendPage } from '../html/layout';
import type { Settings } from '../state/settings';
import { changeSettings } from './settings';
import { ApiError } from '../http/api-error';
import { readFault } from './faults';
import { removeRepository } from '../changes/relocate';
import { moveRepository } from './repositories';
import { reset } from './state';

const SHOWN_REQUESTS = 40;

const WORDS: Record<keyof Settings, string> = {
  latencyMs: 'Milliseconds added to each request',
  partialClone: 'Partial clone (--filter) works',
  anyObjectWants: 'git may ask for any object',
  preReceiveRefusal: 'Refuse every push with this text',
  clockAheadSeconds: 'Clock ahead, seconds',
  repositoriesPerHour: 'Repository requests per hour and user',
  webhooksPerHour: 'Webhook requests per hour and user',
  rawFilesPerHour: 'Raw file requests per hour and user',
  gitPerHour: 'Git requests per hour and user',
  branchLagMs: 'REST does not see a new branch for, ms',
  pullRequestLagMs: 'Lists do not show a new pull request for, ms',
  duplicatePullRequest: 'Second pull request for the same branches (update or refuse)',
  oldAddresses: 'git at the old address of a moved repository (gone or redirect)',
  refreshGraceSeconds: 'Used refresh token works on for, seconds',
  lockoutSeconds: 'Consumer locked after a worn-out refresh token for, seconds',
  accessTokenSeconds: 'Life of an access token, seconds',
  refreshIdleDays: 'Unused refresh token dies after, days',
  codeSeconds: 'Life of a code, seconds',
  webhookTimeoutMs: 'Webhook time limit, ms',
  webhookRetryMs: 'Pause before a webhook is sent again, ms',
  pullRequestHashLength: 'Characters of commit ids in pull requests',
};

function input(name: keyof Settings, value: Settings[keyof Settings]): Html {
  if (typeof value === 'boolean') {
    return html`<select name="${name}" aria-label="${WORDS[name]}">
      <option ${value && html`selected`}>true</option>
      <option ${!value && html`selected`}>false</option>
    </select>`;
  }
  return html`<input type="text" name="${name}" value="${value}" aria-label="${WORDS[name]}" />`;
}

function settingsCard(settings: Settings): Html {
  const rows = (Object.keys(WORDS) as (keyof Settings)[]).map(
    (name) =>
      html`<tr>
        <td>${WORDS[name]}<br /><small>${name}</small></td>
        <td>${input(name, settings[name])}</td>
      </tr>`,
  );
  return html`<div class="card">
    <form method="post" action="/_emulator/page/settings">
      <table class="settings">
        ${rows}
      </table>
      <div class="row"><button class="primary">Save settings</button></div>
    </form>
  </div>`;
}

function faultsCard(emulator: Emulator): Html {
  const rows = emulator.faults.list().map(
    (fault) =>
      html`<tr>
        <td><strong>${fault.action}</strong>${fault.action === 'status' && ` ${fault.status}`}</td>
        <td>${fault.kind ?? 'any kind'} ${fault.method ?? ''} <code>${fault.path ?? '.*'}</code></td>
        <td class="quiet">next ${fault.remaining}${fault.skip > 0 && `, after ${fault.skip}`}</td>
        <td>
          <form method="post" action="/_emulator/page/faults/${fault.id}/removal">
            <button>${fault.holding > 0 ? `Release ${fault.holding}` : 'Remove'}</button>
          </form>
        </td>
      </tr>`,
  );
  const choice = (name: string, values: string[]): Html =>
    html`<select name="${name}" aria-label="${name}">
      ${values.map((one) => html`<option>${one}</option>`)}
    </select>`;
  return html`<div class="card">
    ${
      rows.length > 0
        ? html`<table>
            ${rows}
          </table>`
        : html`<p class="quiet">No fault waits.</p>`
    }
    <form method="post" action="/_emulator/page/faults" class="row">
      ${choice('action', ['status', 'hang', 'hold', 'reset', 'lose-answer'])}
      ${choice('kind', ['rest', 'oauth', 'git'])}
      <input type="text" name="method" placeholder="method" aria-label="method" size="8" />
      <input type="text" name="path" placeholder="path, regular expression" aria-label="path" />
      <input type="text" name="status" placeholder="status" aria-label="status" size="6" />
      <input type="text" name="count" placeholder="count" aria-label="count" size="6" />
      <button>Add</button>
    </form>
  </div>`;
}

function requestsCard(emulator: Emulator): Html {
  const rows = emulator.requests
    .list()
    .filter((one) => one.kind !== 'page')
    .slice(-SHOWN_REQUESTS)
    .reverse()
    .map(
      (one) =>
        html`<tr>
          <td>${one.kind}</td>
          <td>${one.status || '—'}</td>
          <td>${one.method} <code>${one.path}</code></td>
          <td class="wide quiet">${one.bytesUp} up, ${one.bytesDown} down, ${one.durationMs} ms</td>
        </tr>`,
    );
  const list =
    rows.length > 0
      ? html`<table>
          ${rows}
        </table>`
      : html`<p class="quiet">None yet.</p>`;
  return html`<div class="card scroll">${list}</div>`;
}

function repositoriesCard(): Html {
  return html`<div class="card">
    <form method="post" action="/_emulator/page/repositories" class="row">
      <input type="text" name="repository" placeholder="workspace/slug" aria-label="repository" />
      <input type="text" name="name" placeholder="new name" aria-label="new name" />
      <input type="text" name="workspace" placeholder="new workspace" aria-label="new workspace" />
      <button>Rename or move</button>
      <button class="danger" name="remove" value="true">Delete</button>
    </form>
  </div>`;
}

/** Form fields into a JSON body: numbers and truth values by their looks, empty fields left out. */
function typed(body: unknown, keepEmpty: string[] = []): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries((body ?? {}) as Record<string, string>)
      .filter(([name, value]) => value !== '' || keepEmpty.includes(name))
      .map(([name, value]) => {
        if (keepEmpty.includes(name)) return [name, value === '' ? null : value];
        if (value === 'true' || value === 'false') return [name, value === 'true'];
        return [name, /^-?\d+$/.test(value) ? Number(value) : value];
      }),
  );
}

/** The control page: the same as the JSON calls, for a person. */
export function controlPage(router: Router, emulator: Emulator): void {
  const form = express.urlencoded({ extended: false });
  router.get('/', (_request, response) => {
    const body = html`<h1>Control page</h1>
      <p class="quiet">
        What this page sets is gone after a restart. Tests use the JSON calls of the README.
      </p>
      <h2>Faults</h2>
      ${faultsCard(emulator)}
      <h2>Latest requests</h2>
      ${requestsCard(emulator)}
      <h2>Repositories</h2>
      ${repositoriesCard()}
      <h2>Settings</h2>
      ${settingsCard(emulator.settings)}
      <h2>Start over</h2>
      <div class="card">
        <form method="post" action="/_emulator/page/reset">
          <button class="danger">Forget everything and seed again</button>
        </form>
      </div>`;
    sendPage(response, { title: 'Control', body });
  });
  router.post('/page/settings', form, (request, response) => {
    changeSettings(emulator, typed(request.body, ['preReceiveRefusal']));
    response.redirect(303, '/_emulator');
  });
  router.post('/page/faults', form, (request, response) => {
    emulator.faults.add(readFault(typed(request.body)));
    response.redirect(303, '/_emulator');
  });
  router.post('/page/faults/:id/removal', (request, response) => {
    emulator.faults.remove(request.params.id);
    response.redirect(303, '/_emulator');
  });
  router.post('/page/repositories', form, async (request, response) => {
    const { repository: name, remove, ...place } = typed(request.body);
    const [workspace = '', slug = ''] = String(name).split('/');
    const repository = emulator.store.findRepository(workspace, slug);
    if (!repository) throw new ApiError(404, 'no such repository');
    if (remove === true) await removeRepository(emulator, repository);
    else moveRepository(emulator, repository, place);
    emulator.store.changed();
    response.redirect(303, '/_emulator');
  });
  router.post('/page/reset', async (_request, response) => {
    await reset(emulator);
    response.redirect(303, '/_emulator');
  });
}
