// One person after another at one screen: everything is forgotten in between.

import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './support/test.mjs';
import { LANGUAGES, NAMES, words } from './support/words.mjs';

/** So short that a test need not wait; an Application Spot has a minute, and half a minute to answer. */
const SHORT = ['--kiosk', '--idle', '4'];
/** So long that the checker is through with a page before the time to answer is. */
const CHECKED = ['--kiosk', '--idle', '16'];
/** So long that nobody is asked. */
const LONG = ['--kiosk', '--idle', '600'];

/** @param {import('@playwright/test').Page} page */
const asked = (page) => page.locator('#presence');

/** @param {import('@playwright/test').Page} page */
async function faultless(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

for (const language of LANGUAGES) {
  test(`who is still there loses nothing that was typed, in ${NAMES[language]}`, async ({ sit }) => {
    const person = await sit({ language, args: CHECKED });
    await person.until('account');
    await person.page.locator('#field-account').fill('4001');
    await expect(asked(person.page)).toBeVisible({ timeout: 30_000 });
    await faultless(person.page);
    await asked(person.page).locator('[value="here"]').click();
    await expect(asked(person.page)).toBeHidden();
    await expect(person.page.locator('#field-account')).toHaveValue('4001');
  });
}

test('who does not answer is forgotten, and the next person begins in the first language', async ({ sit }) => {
  const person = await sit({ language: 'ja', args: SHORT });
  await person.until('measures');
  await person.press('speak:en');
  await expect(person.heading).toHaveText(words('en', 'measures-title'));
  await person.page.waitForURL('**/ask/home');
  await expect(person.heading).toHaveText(words('ja', 'home-title'));
  await person.page.evaluate(() => history.back());
  await expect(person.page).toHaveURL(/\/ask\/home$/);
});

test('nobody is asked on the first page', async ({ sit }) => {
  const person = await sit({ args: ['--kiosk', '--idle', '1'] });
  // What is told first is how it stands; nothing follows it while nobody begins.
  const told = await person.page.evaluate(
    () =>
      new Promise((resolve) => {
        const presence = new EventSource('/presence');
        for (const name of ['free', 'there', 'asked']) presence.addEventListener(name, () => resolve(name));
      }),
  );
  expect(told).toBe('free');
  await expect(asked(person.page)).toBeHidden();
});

test('Escape says that somebody is there', async ({ sit }) => {
  const person = await sit({ args: SHORT });
  await person.until('holder');
  await expect(asked(person.page)).toBeVisible();
  await person.page.keyboard.press('Escape');
  await expect(asked(person.page)).toBeHidden();
  await person.choose('myself');
  expect(person.where()).toBe('measures');
});

test('who has finished is forgotten at once', async ({ sit }) => {
  const person = await sit({ args: LONG });
  await person.until('end');
  const receipt = await person.page.locator('#main').textContent();
  await expect(person.page.locator('[value="quit"]')).toHaveCount(0);
  await person.page.locator('#main [value="home"]').click();
  await person.page.waitForURL('**/ask/home');
  await expect(person.heading).toHaveText(words('en', 'home-title'));
  await person.page.evaluate(() => history.back());
  await expect(person.page).toHaveURL(/\/ask\/home$/);
  const number = /2026-\S+/.exec(receipt ?? '')?.[0] ?? receipt;
  expect(await person.page.content()).not.toContain(number);
});

test('who leaves in the middle can have everything forgotten from every page', async ({ sit }) => {
  const person = await sit({ args: LONG });
  for (const where of ['applied', 'holder', 'account', 'password', 'card']) {
    await person.until(where);
    await person.page.locator('.finish [value="home"]').click();
    await person.page.waitForURL('**/ask/home');
  }
});

test('a kiosk can not be closed from its pages', async ({ sit }) => {
  const person = await sit({ args: LONG });
  const status = await person.page.evaluate(async () => {
    const reply = await fetch('/', { method: 'POST', body: new URLSearchParams({ do: 'quit', serial: '1' }) });
    return reply.status;
  });
  expect(status).toBe(200);
  await person.page.reload();
  await expect(person.heading).toHaveText(words('en', 'home-title'));
});

for (const language of LANGUAGES) {
  test(`staff find a page for them, in ${NAMES[language]}`, async ({ sit }) => {
    const person = await sit({ language, args: LONG });
    await faultless(person.page);
    await person.page.locator('a[href="/staff"]').click();
    await expect(person.page.locator('.hints dt')).toHaveCount(7);
    await faultless(person.page);
    await person.page.locator('#main a[href="/"]').click();
    await person.page.waitForURL('**/ask/home');
  });
}

test('without script the page asks by being loaded again, and forgets', async ({ sit }) => {
  const person = await sit({ args: SHORT, browser: { javaScriptEnabled: false } });
  await person.until('holder');
  await expect(person.page.locator('.presence [value="here"]')).toBeVisible();
  await person.page.locator('.presence [value="here"]').click();
  await person.page.waitForURL('**/ask/holder');
  await person.page.waitForURL('**/ask/home');
});
