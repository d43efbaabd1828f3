import { randomBytes } from 'node:crypto';
import { newPerson, signUp } from '../tools/browser/walk';
import { chooseByKeyboard, typeByKeyboard } from './browser/keyboard';
import { visitedPlatform } from './browser/visited-platform';

const { visitors } = visitedPlatform();

describe('by keyboard alone', () => {
  it('goes from the service to the pull request', async () => {
    const { page } = await visitors.open();
    await signUp(page, newPerson('Ada Lovelace'));
    await chooseByKeyboard(page, 'Order Service');
    await page.getByRole('tab', { name: 'Model' }).waitFor();
    await chooseByKeyboard(page, 'Model', { then: ['ArrowRight', 'Enter'] });
    await page.getByRole('button', { name: 'Connect Bitbucket' }).waitFor();
    await chooseByKeyboard(page, 'Connect Bitbucket');
    await page.getByRole('button', { name: /Alice/ }).waitFor();
    await chooseByKeyboard(page, 'Alice');
    await page.getByRole('button', { name: 'Grant access' }).waitFor();
    await chooseByKeyboard(page, 'Grant access');
    await page.getByRole('list', { name: 'Bitbucket workspace' }).waitFor();
    await typeByKeyboard(page, 'Bitbucket workspace', 'acme');
    await page.getByRole('button', { name: 'Globex' }).waitFor({ state: 'detached' });
    await chooseByKeyboard(page, 'Acme');
    await page.getByRole('button', { name: 'Create repository' }).waitFor();
    await typeByKeyboard(page, 'Name', `keys-${randomBytes(4).toString('hex')}`);
    await chooseByKeyboard(page, 'Create repository');
    await page.getByText('Builds are pushed to').waitFor();
    await chooseByKeyboard(page, 'Go to builds');
    await page.getByRole('button', { name: 'Build', exact: true }).waitFor();
    await chooseByKeyboard(page, 'Build');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('Built without a mouse');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Build 1' }).waitFor();
    await page.getByRole('region', { name: 'Pull request' }).waitFor({ timeout: 60_000 });
  }, 180_000);
});
