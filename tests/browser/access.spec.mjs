// Nobody else gets in: the browser that was let in, and no other.

import { expect, test } from './support/test.mjs';

test('the address lets in once', async ({ sit, browser }) => {
  const person = await sit();
  const context = await browser.newContext();
  const stranger = await context.newPage();
  const reply = await stranger.goto(person.address);
  expect(reply?.status()).toBe(403);
  await expect(stranger.locator('h1')).toHaveText('This page belongs to another window');
  expect(await context.cookies()).toEqual([]);
  await context.close();
});

test('a browser without the cookie is told nothing about the journey', async ({ sit, browser }) => {
  const person = await sit();
  await person.until('confirm');
  const context = await browser.newContext({ locale: 'ja' });
  const stranger = await context.newPage();
  for (const path of ['/', '/ask/confirm', '/ask/account', '/card', '/end', '/practice', '/events', '/style.css']) {
    const reply = await stranger.goto(new URL(path, person.address).href);
    expect(reply?.status(), path).toBe(403);
    const html = (await reply?.text()) ?? '';
    for (const word of ['4001713132', '5093', '0311', 'hanako', 'Sakura']) expect(html).not.toContain(word);
  }
  await context.close();
});

test('the same port by another name is not let in', async ({ sit, browser }) => {
  const person = await sit();
  const { port } = new URL(person.address);
  const context = await browser.newContext();
  const page = await context.newPage();
  for (const host of ['127.0.0.1', 'localhost', 'cp-0123456789abcdef0123.localhost']) {
    expect(await status(page, `http://${host}:${port}/`)).toBe(421);
  }
  await context.close();
});

test('an address that a browser only looks at ahead stays good', async ({ start, folder, browser }) => {
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
 * The status of a reply that has nothing to show.
 * @param {import('@playwright/test').Page} page
 * @param {string} address
 */
async function status(page, address) {
  const replied = page.waitForEvent('response');
  await expect(page.goto(address)).rejects.toThrow('ERR_HTTP_RESPONSE_CODE_FAILURE');
  return (await replied).status();
}
