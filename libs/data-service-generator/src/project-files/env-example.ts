import type { ServiceModel } from '@amplication/service-model';
import { file, type GeneratedFile } from '../render/generated-file';
import { settingGroups } from './settings';

/** `.env.example`: every setting with what it means; what is commented out has the value that is shown by itself. */
export function envExample(model: ServiceModel): GeneratedFile {
  const groups = settingGroups(model).map(({ title, settings }) => {
    const lines = settings.map(
      ({ name, value, isSet, help }) => `# ${help}\n${isSet ? '' : '# '}${name}=${value}\n`,
    );
    return `# --- ${title}\n\n${lines.join('\n')}`;
  });
  return file('.env.example', `${HEAD}\n${groups.join('\n')}`);
}

const HEAD = `# Copy this file to .env, which git ignores. Variables of the process win over the file.
# A line that is commented out shows the value that is taken without it, or an example.
`;
