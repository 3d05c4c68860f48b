// Everybody in the practice world: the page that lists them, and each of them at their own journey.

import { expect, test } from './support/test.mjs';
import { words } from './support/words.mjs';

/** Who can apply, and how they answer where it isn't as a newcomer does. */
const APPLY = {
  taro: {},
  kiku: {},
  minoru: {},
  midori: {},
  tsubaki: {},
  yoko: {},
  mei: { holder: 'representative' },
  riku: { holder: 'representative' },
  kaito: {},
  mirai: {},
  hikari: {},
  ume: {},
};

/** For whom nothing is left. */
const NOTHING_LEFT = ['sora', 'naoki'];

/** Cards of the practice world. */
const CARDS = 29;

for (const [card, habits] of Object.entries(APPLY)) {
  test(`${card} applies for what is left`, async ({ sit }) => {
    const person = await sit({ card, habits });
    await person.until('end');
    await expect(person.heading).toHaveText(words('en', 'application-submitted'));
  });
}

for (const card of NOTHING_LEFT) {
  test(`${card} has applied for everything, and is told so`, async ({ sit }) => {
    const person = await sit({ card });
    await person.until('end');
    await expect(person.heading).toHaveText(words('en', 'nothing-to-apply-for-title'));
  });
}

test('the practice page lists a card for everybody, and takes the one that is chosen', async ({ sit }) => {
  const person = await sit();
  const { page } = person;
  await page.locator('a[href="/practice"]').click();
  await expect(page.locator('input[name="card"]')).toHaveCount(CARDS);
  await expect(page.locator('#card-hanako')).toBeChecked();
  await page.goBack();
  const before = await person.slip();
  await person.take('taro');
  expect(await person.slip()).not.toEqual(before);
});
