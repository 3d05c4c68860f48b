// Measures how long a page takes, for the report. Nothing is asserted.

import { test } from './support/test.mjs';

const REPETITIONS = 20;

test('the time from Enter on the last form to the next page', async ({ openApp }) => {
  const applicant = await openApp();
  const { page } = applicant;
  await applicant.answerUntil('password');
  const { password } = await applicant.slip();
  const durations = [];
  for (let count = 0; count < REPETITIONS; count += 1) {
    await page.locator('#password').fill(password);
    const pressed = await page.evaluate(() => Date.now());
    await applicant.waitForNextStep(() => page.keyboard.press('Enter'));
    const shown = await page.evaluate(() => {
      const [{ loadEventEnd }] = /** @type {any} */ (performance.getEntriesByType('navigation'));
      return performance.timeOrigin + loadEventEnd;
    });
    durations.push(shown - pressed);
    await applicant.press('back');
  }
  const median = durations.sort((a, b) => a - b)[REPETITIONS / 2];
  const description = `${Math.round(median)} ms from Enter on the last form to the next page (median of ${REPETITIONS})`;
  test.info().annotations.push({ type: 'measurement', description });
});
