// What a page weighs: all that a browser with an empty cache is sent for it.

import { expect, test } from '@playwright/test';

/** Bytes. */
const MOST = 30_000;

/**
 * @param {import('@playwright/test').Page} page
 * @param {string} name
 */
export async function weigh(page, name) {
  const bytes = await page.evaluate(async () => {
    const [{ transferSize }] = /** @type {any} */ (performance.getEntriesByType('navigation'));
    const parts = [...document.querySelectorAll('link[href], script[src], img[src]')];
    const addresses = new Set(parts.map((/** @type {any} */ part) => part.href ?? part.src));
    const sizes = [...addresses].map(async (address) => {
      const response = await fetch(address);
      const headers = [...response.headers].map(([name, value]) => `${name}: ${value}\r\n`).join('');
      await response.arrayBuffer();
      const [{ encodedBodySize }] = /** @type {any} */ (performance.getEntriesByName(address));
      return headers.length + encodedBodySize;
    });
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, transferSize);
  });
  test.info().annotations.push({ type: 'weight', description: `${bytes} ${name}` });
  expect.soft(bytes, `bytes of ${name}`).toBeLessThan(MOST);
}
