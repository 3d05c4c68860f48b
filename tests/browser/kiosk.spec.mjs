// Several applicants use one screen after another. The kiosk forgets everything in between.

import AxeBuilder from '@axe-core/playwright';
import { LANGUAGES, LANGUAGE_NAMES, message } from './support/messages.mjs';
import { expect, test } from './support/test.mjs';

/** Short, so that a test does not wait. An Application Spot uses 60 s, and 30 s to answer. */
const SHORT_IDLE = ['--kiosk', '--idle', '4'];
/** Long enough for axe-core to check a page before the time to answer is over. */
const MEDIUM_IDLE = ['--kiosk', '--idle', '16'];
/** So long that the question does not appear. */
const LONG_IDLE = ['--kiosk', '--idle', '600'];

/** "Are you still there?" @param {import('@playwright/test').Page} page */
const idleQuestion = (page) => page.locator('#presence');

/** @param {import('@playwright/test').Page} page */
async function checkAccessibility(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

for (const language of LANGUAGES) {
  test(`an applicant who is still there loses nothing that was typed, in ${LANGUAGE_NAMES[language]}`, async ({ openApp }) => {
    const applicant = await openApp({ language, args: MEDIUM_IDLE });
    await applicant.answerUntil('account');
    await applicant.page.locator('#field-account').fill('4001');
    await expect(idleQuestion(applicant.page)).toBeVisible({ timeout: 30_000 });
    await checkAccessibility(applicant.page);
    await idleQuestion(applicant.page).locator('[value="here"]').click();
    await expect(idleQuestion(applicant.page)).toBeHidden();
    await expect(applicant.page.locator('#field-account')).toHaveValue('4001');
  });
}

test('an applicant who does not answer is forgotten, and the next one begins in the first language', async ({ openApp }) => {
  const applicant = await openApp({ language: 'ja', args: SHORT_IDLE });
  await applicant.answerUntil('measures');
  await applicant.press('speak:en');
  await expect(applicant.heading).toHaveText(message('en', 'measures-title'));
  await applicant.page.waitForURL('**/ask/home');
  await expect(applicant.heading).toHaveText(message('ja', 'home-title'));
  await applicant.page.evaluate(() => history.back());
  await expect(applicant.page).toHaveURL(/\/ask\/home$/);
});

test('the first page does not ask whether anybody is there', async ({ openApp }) => {
  const applicant = await openApp({ args: ['--kiosk', '--idle', '1'] });
  // The first event gives the current state. No other follows until a journey begins.
  const state = await applicant.page.evaluate(
    () =>
      new Promise((resolve) => {
        const presence = new EventSource('/presence');
        for (const name of ['free', 'there', 'asked']) presence.addEventListener(name, () => resolve(name));
      }),
  );
  expect(state).toBe('free');
  await expect(idleQuestion(applicant.page)).toBeHidden();
});

test('Escape answers that somebody is still there', async ({ openApp }) => {
  const applicant = await openApp({ args: SHORT_IDLE });
  await applicant.answerUntil('holder');
  await expect(idleQuestion(applicant.page)).toBeVisible();
  await applicant.page.keyboard.press('Escape');
  await expect(idleQuestion(applicant.page)).toBeHidden();
  await applicant.choose('myself');
  expect(applicant.pageName()).toBe('measures');
});

test('an applicant who has finished is forgotten at once', async ({ openApp }) => {
  const applicant = await openApp({ args: LONG_IDLE });
  await applicant.answerUntil('end');
  const receipt = await applicant.page.locator('#main').textContent();
  await expect(applicant.page.locator('[value="quit"]')).toHaveCount(0);
  await applicant.page.locator('#main [value="home"]').click();
  await applicant.page.waitForURL('**/ask/home');
  await expect(applicant.heading).toHaveText(message('en', 'home-title'));
  await applicant.page.evaluate(() => history.back());
  await expect(applicant.page).toHaveURL(/\/ask\/home$/);
  const number = /2026-\S+/.exec(receipt ?? '')?.[0] ?? receipt;
  expect(await applicant.page.content()).not.toContain(number);
});

test('every page has a button that forgets everything', async ({ openApp }) => {
  const applicant = await openApp({ args: LONG_IDLE });
  for (const pageName of ['applied', 'holder', 'account', 'password', 'card']) {
    await applicant.answerUntil(pageName);
    await applicant.page.locator('.finish [value="home"]').click();
    await applicant.page.waitForURL('**/ask/home');
  }
});

test('a kiosk cannot be closed from its pages', async ({ openApp }) => {
  const applicant = await openApp({ args: LONG_IDLE });
  const status = await applicant.page.evaluate(async () => {
    const reply = await fetch('/', { method: 'POST', body: new URLSearchParams({ do: 'quit', serial: '1' }) });
    return reply.status;
  });
  expect(status).toBe(200);
  await applicant.page.reload();
  await expect(applicant.heading).toHaveText(message('en', 'home-title'));
});

for (const language of LANGUAGES) {
  test(`the page for staff opens in ${LANGUAGE_NAMES[language]}`, async ({ openApp }) => {
    const applicant = await openApp({ language, args: LONG_IDLE });
    await checkAccessibility(applicant.page);
    await applicant.page.locator('a[href="/staff"]').click();
    await expect(applicant.page.locator('.hints dt')).toHaveCount(7);
    await checkAccessibility(applicant.page);
    await applicant.page.locator('#main a[href="/"]').click();
    await applicant.page.waitForURL('**/ask/home');
  });
}

test('without JavaScript, the page reloads to ask whether anybody is there, and forgets', async ({ openApp }) => {
  const applicant = await openApp({ args: SHORT_IDLE, browser: { javaScriptEnabled: false } });
  await applicant.answerUntil('holder');
  await expect(applicant.page.locator('.presence [value="here"]')).toBeVisible();
  await applicant.page.locator('.presence [value="here"]').click();
  await applicant.page.waitForURL('**/ask/holder');
  await applicant.page.waitForURL('**/ask/home');
});
