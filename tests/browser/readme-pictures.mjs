// Makes the six pictures of the README from the screenshots that the tests have taken: node readme-pictures.mjs

import { chromium } from '@playwright/test';
import { readFile, writeFile } from 'node:fs/promises';
import { CHROMIUM_FLAGS, chromiumPath } from './support/chromium.mjs';

/** Each file in desktop/pictures, and the screenshot from which it is made. */
const PICTURES = {
  first: 'apply-home-en-1280',
  service: 'apply-service-en-1280',
  confirm: 'apply-confirm-ja-1280',
  card: 'apply-card-en-1280',
  problem: 'apply-account-problem-ja-simple-360',
  receipt: 'apply-end-en-360',
};

/** Pixels. A taller picture is cut off at the bottom. */
const MAX_WIDTH = 800;
const MAX_HEIGHT = 760;
const MAX_BYTES = 60_000;

const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_FLAGS });
const page = await browser.newPage();
for (const [name, screenshot] of Object.entries(PICTURES)) {
  const png = await readFile(new URL(`screenshots/${screenshot}.png`, import.meta.url), 'base64');
  const webp = await page.evaluate(shrink, { png, MAX_WIDTH, MAX_HEIGHT });
  const bytes = Buffer.from(webp, 'base64');
  if (bytes.length > MAX_BYTES) throw new Error(`${name} has ${bytes.length} bytes`);
  await writeFile(new URL(`../../desktop/pictures/${name}.webp`, import.meta.url), bytes);
  console.log(`${name}.webp ${(bytes.length / 1000).toFixed(1)} kB`);
}
await browser.close();

/** Runs in the page. @param {{ png: string, MAX_WIDTH: number, MAX_HEIGHT: number }} options */
async function shrink({ png, MAX_WIDTH, MAX_HEIGHT }) {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const scale = Math.min(1, MAX_WIDTH / image.width);
  const canvas = document.createElement('canvas');
  canvas.width = image.width * scale;
  canvas.height = Math.min(MAX_HEIGHT, image.height * scale);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, canvas.width, image.height * scale);
  return canvas.toDataURL('image/webp', 0.85).split(',')[1];
}
