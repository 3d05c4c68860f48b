// How the browser gets in: started on a file, as a desktop does it, and by nothing that comes from elsewhere.

import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from './support/test.mjs';

/**
 * The program with its browser started: by an `xdg-open` that only takes down on what.
 * @param {(...args: string[]) => import('./support/program.mjs').Program} start
 * @param {string} folder
 * @returns {Promise<string>} the file
 */
async function opened(start, folder) {
  const [opens, runtime] = [join(folder, 'xdg-open'), join(folder, 'run')];
  await mkdir(runtime, { mode: 0o700 });
  await writeFile(opens, `#!/bin/sh\necho "$1" > '${folder}/opened'\n`);
  await chmod(opens, 0o755);
  const { PATH, XDG_RUNTIME_DIR } = process.env;
  Object.assign(process.env, { PATH: `${folder}:${PATH}`, XDG_RUNTIME_DIR: runtime });
  const program = start('open', '--database', join(folder, 'practice.sqlite'), '--language', 'en');
  process.env.PATH = PATH;
  if (XDG_RUNTIME_DIR === undefined) delete process.env.XDG_RUNTIME_DIR;
  else process.env.XDG_RUNTIME_DIR = XDG_RUNTIME_DIR;
  await expect.poll(() => program.printed).toContain('open in your browser');
  return (await readFile(join(folder, 'opened'), 'utf8')).trim();
}

test('a browser that is started on the file is in, and the file is gone', async ({ start, folder, page, context }) => {
  const file = await opened(start, folder);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await page.goto(pathToFileURL(file).href, { waitUntil: 'commit' });
  await page.waitForURL('**/ask/home');
  await expect(page.locator('h1')).toBeVisible();
  await expect(stat(file)).rejects.toThrow('ENOENT');

  const { hostname } = new URL(page.url());
  const cookies = await context.cookies();
  expect(cookies).toHaveLength(1);
  expect(cookies[0]).toMatchObject({ domain: hostname, httpOnly: true, sameSite: 'Strict', expires: -1 });
  await page.reload();
  await expect(page).toHaveURL(/\/ask\/home$/);
});

test('without script, a button on the file does it', async ({ start, folder, browser }) => {
  const file = await opened(start, folder);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(pathToFileURL(file).href);
  const button = page.getByRole('button');
  await expect(button).toContainText('Open Card Points');
  await page.keyboard.press('Tab');
  await expect(button).toBeFocused();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/ask/home');
  await context.close();
});

test('a page from elsewhere reaches nothing, though the browser is known', async ({ sit, folder }) => {
  const person = await sit({ judged: false });
  const { origin } = new URL(person.address);
  const elsewhere = join(folder, 'elsewhere.html');
  await writeFile(
    elsewhere,
    `<a href="${origin}/ask/home">a link</a>
     <form method="post" action="${origin}/"><input type="hidden" name="do" value="quit"><button>a form</button></form>
     <iframe src="${origin}/ask/home"></iframe>`,
  );
  const page = await person.context.newPage();
  for (const name of ['a link', 'a form']) {
    await page.goto(pathToFileURL(elsewhere).href);
    await expect(page.frameLocator('iframe').locator('#main')).toHaveCount(0);
    const reply = page.waitForResponse((response) => response.frame() === page.mainFrame());
    await page.getByText(name).click();
    expect((await reply).status(), name).toBe(403);
    await expect(page.locator('h1')).toHaveText('This page belongs to another window');
  }
  await person.page.reload();
  await expect(person.page).toHaveURL(/\/ask\/home$/);
});
