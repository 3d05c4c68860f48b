// Shrinks the six pictures that the README shows: node pick.mjs, after the tests have taken all of them.

import { chromium as launcher } from '@playwright/test';
import { readFile, writeFile } from 'node:fs/promises';
import { chromium, FLAGS } from './support/chromium.mjs';

/** What stands in desktop/pictures, and the picture that it is made of. */
const BEST = {
  first: 'apply-home-en-1280',
  service: 'apply-service-en-1280',
  confirm: 'apply-confirm-ja-1280',
  card: 'apply-card-en-1280',
  problem: 'apply-account-problem-ja-simple-360',
  receipt: 'apply-end-en-360',
};

/** Pixels, at most; what is below is cut off. */
const WIDTH = 800;
const HEIGHT = 760;
/** Bytes. */
const MOST = 60_000;

const browser = await launcher.launch({ executablePath: chromium(), args: FLAGS });
const page = await browser.newPage();
for (const [name, picture] of Object.entries(BEST)) {
  const png = await readFile(new URL(`pictures/${picture}.png`, import.meta.url), 'base64');
  const webp = await page.evaluate(shrunk, { png, WIDTH, HEIGHT });
  const bytes = Buffer.from(webp, 'base64');
  if (bytes.length > MOST) throw new Error(`${name} has ${bytes.length} bytes`);
  await writeFile(new URL(`../../desktop/pictures/${name}.webp`, import.meta.url), bytes);
  console.log(`${name}.webp ${(bytes.length / 1000).toFixed(1)} kB`);
}
await browser.close();

/** In the browser: draws it smaller. @param {{ png: string, WIDTH: number, HEIGHT: number }} given */
async function shrunk({ png, WIDTH, HEIGHT }) {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const scale = Math.min(1, WIDTH / image.width);
  const canvas = document.createElement('canvas');
  canvas.width = image.width * scale;
  canvas.height = Math.min(HEIGHT, image.height * scale);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, canvas.width, image.height * scale);
  return canvas.toDataURL('image/webp', 0.85).split(',')[1];
}
