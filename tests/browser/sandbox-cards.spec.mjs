// Every holder of a sandbox card applies, and the practice page lists the cards.

import { message } from './support/messages.mjs';
import { expect, test } from './support/test.mjs';

/** Holders who can apply, and the answers in which they differ from a newcomer. */
const CAN_APPLY = {
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

/** Holders who have applied for everything. */
const NOTHING_LEFT = ['sora', 'naoki'];

/** The number of cards in the sandbox. */
const CARD_COUNT = 29;

for (const [card, answers] of Object.entries(CAN_APPLY)) {
  test(`${card} applies for every measure that is left`, async ({ openApp }) => {
    const applicant = await openApp({ card, answers });
    await applicant.answerUntil('end');
    await expect(applicant.heading).toHaveText(message('en', 'application-submitted'));
  });
}

for (const card of NOTHING_LEFT) {
  test(`${card} has applied for everything, and the page says so`, async ({ openApp }) => {
    const applicant = await openApp({ card });
    await applicant.answerUntil('end');
    await expect(applicant.heading).toHaveText(message('en', 'nothing-to-apply-for-title'));
  });
}

test('the practice page lists all cards, and switches to the selected one', async ({ openApp }) => {
  const applicant = await openApp();
  const { page } = applicant;
  await page.locator('a[href="/practice"]').click();
  await expect(page.locator('input[name="card"]')).toHaveCount(CARD_COUNT);
  await expect(page.locator('#card-hanako')).toBeChecked();
  await page.goBack();
  const before = await applicant.slip();
  await applicant.switchCard('taro');
  expect(await applicant.slip()).not.toEqual(before);
});
