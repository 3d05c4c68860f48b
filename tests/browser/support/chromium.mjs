// The browser: Debian's own, so that nothing is downloaded.

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser'];

/**
 * Where Chromium is.
 * @returns {string}
 */
export function chromium() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const files = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = files.find(isProgram);
  if (!found) throw new Error('Chromium is missing: install chromium');
  return found;
}

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Chromium's sandbox refuses to work for root, and nobody else goes without it. */
export const FLAGS = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
