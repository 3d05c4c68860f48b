// The size of a page: everything that a browser with an empty cache downloads for it.

import { expect, test } from '@playwright/test';

const MAX_PAGE_BYTES = 30_000;

/**
 * Checks the size of the open page, and notes it for the report.
 * @param {import('@playwright/test').Page} page
 * @param {string} name
 */
export async function checkPageSize(page, name) {
  const bytes = await page.evaluate(async () => {
    const [{ transferSize }] = /** @type {any} */ (performance.getEntriesByType('navigation'));
    const elements = [...document.querySelectorAll('link[href], script[src], img[src]')];
    const urls = new Set(elements.map((/** @type {any} */ element) => element.href ?? element.src));
    const sizes = [...urls].map(async (url) => {
      const response = await fetch(url);
      const headers = [...response.headers].map(([name, value]) => `${name}: ${value}\r\n`).join('');
      await response.arrayBuffer();
      const [{ encodedBodySize }] = /** @type {any} */ (performance.getEntriesByName(url));
      return headers.length + encodedBodySize;
    });
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, transferSize);
  });
  test.info().annotations.push({ type: 'page size', description: `${bytes} ${name}` });
  expect.soft(bytes, `bytes of ${name}`).toBeLessThan(MAX_PAGE_BYTES);
}
