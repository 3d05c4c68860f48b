// The service is away: what a person is told, and how it goes on.

import { expect, test } from './support/test.mjs';
import { words } from './support/words.mjs';

test('while the service is away, a person can try again, and goes on once it is back', async ({ sit, start, folder }) => {
  const database = ['--database', `${folder}/service.sqlite`];
  const service = start('sandbox', '--port', '0', ...database);
  const address = await service.address;
  const person = await sit({ args: ['--backend', address] });
  await service.stop();
  await person.choose('apply');
  await expect(person.page).toHaveURL(/\/ask\/again$/);
  await expect(person.heading).toHaveText(words('en', 'no-network'));
  await start('sandbox', '--port', new URL(address).port, ...database).address;
  await person.go();
  await expect(person.page).toHaveURL(/\/ask\/applied$/);
});

test('whoever loses the service after the card has signed is told that it may have arrived', async ({ sit, start, folder }) => {
  const service = start('sandbox', '--port', '0', '--database', `${folder}/service.sqlite`);
  const person = await sit({ args: ['--backend', await service.address] });
  await person.until('card');
  await service.stop();
  await person.lay();
  await expect(person.page).toHaveURL(/\/ask\/again$/);
  await expect(person.heading).toHaveText(words('en', 'no-network'));
  await person.press('stop');
  await expect(person.page.locator('#main')).toContainText(words('en', 'stopped-perhaps-sent'));
});
