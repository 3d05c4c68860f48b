// Without script: everything works by reloading.

import { expect, test } from './support/test.mjs';
import { words } from './support/words.mjs';

const WITHOUT = { javaScriptEnabled: false };

test('a newcomer applies for everything without script, the list searched too', async ({ sit }) => {
  const person = await sit({ browser: WITHOUT });
  const { page } = person;
  await person.until('service');
  const choices = page.locator('.choice');
  const all = await choices.count();
  const search = page.locator('.search');
  await search.locator('#q').fill('xyzzy');
  await search.getByRole('button').click();
  await expect(choices).toHaveCount(0);
  await expect(page.locator('#main')).toContainText(words('en', 'label-nothing-found'));
  // By its reading in kana.
  await search.locator('#q').fill('さくら');
  await search.getByRole('button').click();
  await expect(page.locator('#choice-MP0000001')).toBeVisible();
  expect(await choices.count()).toBeLessThan(all);
  await person.choose('MP0000001');
  await person.until('end');
  await expect(person.heading).toHaveText(words('en', 'application-submitted'));
});

test('the list is narrowed by kind without script', async ({ sit }) => {
  const person = await sit({ browser: WITHOUT });
  const { page } = person;
  await person.until('service');
  const choices = page.locator('.choice');
  const all = await choices.count();
  await page.locator('.search summary').click();
  await page.locator('.search input[type="checkbox"]').first().check();
  await page.locator('.search').getByRole('button').click();
  await expect(page.locator('.search input[type="checkbox"]').first()).toBeChecked();
  expect(await choices.count()).toBeLessThan(all);
  expect(await choices.count()).toBeGreaterThan(0);
});

test('without script, a page that waits for the card comes again by itself', async ({ sit }) => {
  const person = await sit({ browser: WITHOUT });
  const { page } = person;
  await person.until('card');
  await expect(page.locator('noscript')).not.toHaveCount(0);
  const other = await person.context.newPage();
  await other.goto(page.url());
  await person.answer();
  await expect(other).toHaveURL(/\/end$/);
});

test('no button is there that does nothing without script', async ({ sit }) => {
  const person = await sit({ browser: WITHOUT });
  person.meets = async () => {
    await expect(person.page.locator('[data-show]:visible, [data-print]:visible')).toHaveCount(0);
  };
  await person.until('end');
});
