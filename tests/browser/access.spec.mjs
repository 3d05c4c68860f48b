// Only the browser that opened the one-time address has access.

import { expect, test } from './support/test.mjs';

test('the address works only once', async ({ openApp, browser }) => {
  const applicant = await openApp();
  const context = await browser.newContext();
  const otherPage = await context.newPage();
  const reply = await otherPage.goto(applicant.address);
  expect(reply?.status()).toBe(403);
  await expect(otherPage.locator('h1')).toHaveText('This page belongs to another window');
  expect(await context.cookies()).toEqual([]);
  await context.close();
});

test('a browser without the cookie learns nothing about the journey', async ({ openApp, browser }) => {
  const applicant = await openApp();
  await applicant.answerUntil('confirm');
  const context = await browser.newContext({ locale: 'ja' });
  const otherPage = await context.newPage();
  for (const path of ['/', '/ask/confirm', '/ask/account', '/card', '/end', '/practice', '/events', '/style.css']) {
    const reply = await otherPage.goto(new URL(path, applicant.address).href);
    expect(reply?.status(), path).toBe(403);
    const html = (await reply?.text()) ?? '';
    for (const word of ['4001713132', '5093', '0311', 'hanako', 'Sakura']) expect(html).not.toContain(word);
  }
  await context.close();
});

test('the same port under another host name is refused', async ({ openApp, browser }) => {
  const applicant = await openApp();
  const { port } = new URL(applicant.address);
  const context = await browser.newContext();
  const page = await context.newPage();
  for (const host of ['127.0.0.1', 'localhost', 'cp-0123456789abcdef0123.localhost']) {
    expect(await status(page, `http://${host}:${port}/`)).toBe(421);
  }
  await context.close();
});

test('prefetching the address does not use it up', async ({ start, folder, browser }) => {
  const program = start('open', '--no-browser', '--database', `${folder}/practice.sqlite`);
  const address = await program.address;
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.setExtraHTTPHeaders({ 'Sec-Purpose': 'prefetch' });
  expect(await status(page, address)).toBe(503);
  await page.setExtraHTTPHeaders({});
  await page.goto(address);
  await expect(page).toHaveURL(/\/ask\/home$/);
  await context.close();
});

/**
 * The status of a response without a body, which Chromium shows as an error page.
 * @param {import('@playwright/test').Page} page
 * @param {string} address
 */
async function status(page, address) {
  const response = page.waitForEvent('response');
  await expect(page.goto(address)).rejects.toThrow('ERR_HTTP_RESPONSE_CODE_FAILURE');
  return (await response).status();
}
