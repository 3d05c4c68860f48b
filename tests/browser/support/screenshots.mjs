// Pictures of pages, for people to look at. Nothing is compared with them.

import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../pictures/', import.meta.url));

/**
 * Takes a picture of the whole page.
 * @param {import('@playwright/test').Page} page
 * @param {{ width: number, height: number }} size
 * @param {string} name
 */
export async function picture(page, size, name) {
  await page.setViewportSize(size);
  await page.screenshot({ path: `${FOLDER}${name}.png`, fullPage: true, animations: 'disabled' });
}
