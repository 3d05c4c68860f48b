// The backend is down: what the applicant reads, and how the journey continues.

import { message } from './support/messages.mjs';
import { expect, test } from './support/test.mjs';

test('while the backend is down, the applicant can try again, and continues once it is back', async ({ openApp, start, folder }) => {
  const database = ['--database', `${folder}/backend.sqlite`];
  const backend = start('sandbox', '--port', '0', ...database);
  const address = await backend.address;
  const applicant = await openApp({ args: ['--backend', address] });
  await backend.stop();
  await applicant.choose('apply');
  await expect(applicant.page).toHaveURL(/\/ask\/again$/);
  await expect(applicant.heading).toHaveText(message('en', 'no-network'));
  await start('sandbox', '--port', new URL(address).port, ...database).address;
  await applicant.submit();
  await expect(applicant.page).toHaveURL(/\/ask\/applied$/);
});

test('when the backend goes down after the card has signed, the page says that the application may have arrived', async ({ openApp, start, folder }) => {
  const backend = start('sandbox', '--port', '0', '--database', `${folder}/backend.sqlite`);
  const applicant = await openApp({ args: ['--backend', await backend.address] });
  await applicant.answerUntil('card');
  await backend.stop();
  await applicant.presentCard();
  await expect(applicant.page).toHaveURL(/\/ask\/again$/);
  await expect(applicant.heading).toHaveText(message('en', 'no-network'));
  await applicant.press('stop');
  await expect(applicant.page.locator('#main')).toContainText(message('en', 'stopped-perhaps-sent'));
});
