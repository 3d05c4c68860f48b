// Without JavaScript, everything works by reloading the page.

import { message } from './support/messages.mjs';
import { expect, test } from './support/test.mjs';

const NO_SCRIPT = { javaScriptEnabled: false };

test('a newcomer searches the list of payment services, and applies, without JavaScript', async ({ openApp }) => {
  const applicant = await openApp({ browser: NO_SCRIPT });
  const { page } = applicant;
  await applicant.answerUntil('service');
  const choices = page.locator('.choice');
  const all = await choices.count();
  const search = page.locator('.search');
  await search.locator('#q').fill('xyzzy');
  await search.getByRole('button').click();
  await expect(choices).toHaveCount(0);
  await expect(page.locator('#main')).toContainText(message('en', 'label-nothing-found'));
  // Found by its reading in kana.
  await search.locator('#q').fill('さくら');
  await search.getByRole('button').click();
  await expect(page.locator('#choice-MP0000001')).toBeVisible();
  expect(await choices.count()).toBeLessThan(all);
  await applicant.choose('MP0000001');
  await applicant.answerUntil('end');
  await expect(applicant.heading).toHaveText(message('en', 'application-submitted'));
});

test('a filter narrows the list without JavaScript', async ({ openApp }) => {
  const applicant = await openApp({ browser: NO_SCRIPT });
  const { page } = applicant;
  await applicant.answerUntil('service');
  const choices = page.locator('.choice');
  const all = await choices.count();
  await page.locator('.search summary').click();
  await page.locator('.search input[type="checkbox"]').first().check();
  await page.locator('.search').getByRole('button').click();
  await expect(page.locator('.search input[type="checkbox"]').first()).toBeChecked();
  expect(await choices.count()).toBeLessThan(all);
  expect(await choices.count()).toBeGreaterThan(0);
});

test('without JavaScript, a page that waits for the card reloads by itself', async ({ openApp }) => {
  const applicant = await openApp({ browser: NO_SCRIPT });
  const { page } = applicant;
  await applicant.answerUntil('card');
  await expect(page.locator('noscript')).not.toHaveCount(0);
  const other = await applicant.context.newPage();
  await other.goto(page.url());
  await applicant.answerPage();
  await expect(other).toHaveURL(/\/end$/);
});

test('buttons that need JavaScript are hidden without it', async ({ openApp }) => {
  const applicant = await openApp({ browser: NO_SCRIPT });
  applicant.onPage = async () => {
    await expect(applicant.page.locator('[data-show]:visible, [data-print]:visible')).toHaveCount(0);
  };
  await applicant.answerUntil('end');
});
