// How long a page takes: measured and printed, never asserted.

import { test } from './support/test.mjs';

const TIMES = 20;

test('the time from Enter on the last form to the next page is measured', async ({ sit }) => {
  const person = await sit();
  const { page } = person;
  await person.until('password');
  const { password } = await person.slip();
  const took = [];
  for (let time = 0; time < TIMES; time += 1) {
    await page.locator('#password').fill(password);
    const pressed = await page.evaluate(() => Date.now());
    await person.step(() => page.keyboard.press('Enter'));
    const shown = await page.evaluate(() => {
      const [{ loadEventEnd }] = /** @type {any} */ (performance.getEntriesByType('navigation'));
      return performance.timeOrigin + loadEventEnd;
    });
    took.push(shown - pressed);
    await person.press('back');
  }
  const median = took.sort((a, b) => a - b)[TIMES / 2];
  const said = `${Math.round(median)} ms from Enter on the last form to the next page (median of ${TIMES})`;
  test.info().annotations.push({ type: 'measured', description: said });
});
