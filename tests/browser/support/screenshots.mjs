// Screenshots of pages, for people to look at. No test compares them.

import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../screenshots/', import.meta.url));

/**
 * Takes a screenshot of the whole page.
 * @param {import('@playwright/test').Page} page
 * @param {{ width: number, height: number }} size of the viewport
 * @param {string} name of the file
 */
export async function takeScreenshot(page, size, name) {
  await page.setViewportSize(size);
  await page.screenshot({ path: `${FOLDER}${name}.png`, fullPage: true, animations: 'disabled' });
}
