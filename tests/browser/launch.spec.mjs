// The program opens the system's browser with a file that gives access once; links and forms of other pages give none.

import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from './support/test.mjs';

/**
 * Starts the program with an `xdg-open` that only notes which file it was called with.
 * @param {(...args: string[]) => import('./support/program.mjs').Program} start
 * @param {string} folder
 * @returns {Promise<string>} the path of that file
 */
async function launchFile(start, folder) {
  const [xdgOpen, runtime] = [join(folder, 'xdg-open'), join(folder, 'run')];
  await mkdir(runtime, { mode: 0o700 });
  await writeFile(xdgOpen, `#!/bin/sh\necho "$1" > '${folder}/opened'\n`);
  await chmod(xdgOpen, 0o755);
  const { PATH, XDG_RUNTIME_DIR } = process.env;
  Object.assign(process.env, { PATH: `${folder}:${PATH}`, XDG_RUNTIME_DIR: runtime });
  const program = start('open', '--database', join(folder, 'practice.sqlite'), '--language', 'en');
  process.env.PATH = PATH;
  if (XDG_RUNTIME_DIR === undefined) delete process.env.XDG_RUNTIME_DIR;
  else process.env.XDG_RUNTIME_DIR = XDG_RUNTIME_DIR;
  await expect.poll(() => program.output).toContain('open in your browser');
  return (await readFile(join(folder, 'opened'), 'utf8')).trim();
}

test('the browser that opens the file has access, and the file is deleted', async ({ start, folder, page, context }) => {
  const file = await launchFile(start, folder);
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

test('without JavaScript, a button in the file gives access', async ({ start, folder, browser }) => {
  const file = await launchFile(start, folder);
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

test('a page of another origin reaches nothing, even in the browser that has access', async ({ openApp, folder }) => {
  const applicant = await openApp({ privacyChecked: false });
  const { origin } = new URL(applicant.address);
  const otherOrigin = join(folder, 'other-origin.html');
  await writeFile(
    otherOrigin,
    `<a href="${origin}/ask/home">a link</a>
     <form method="post" action="${origin}/"><input type="hidden" name="do" value="quit"><button>a form</button></form>
     <iframe src="${origin}/ask/home"></iframe>`,
  );
  const page = await applicant.context.newPage();
  for (const name of ['a link', 'a form']) {
    await page.goto(pathToFileURL(otherOrigin).href);
    await expect(page.frameLocator('iframe').locator('#main')).toHaveCount(0);
    const reply = page.waitForResponse((response) => response.frame() === page.mainFrame());
    await page.getByText(name).click();
    expect((await reply).status(), name).toBe(403);
    await expect(page.locator('h1')).toHaveText('This page belongs to another window');
  }
  await applicant.page.reload();
  await expect(applicant.page).toHaveURL(/\/ask\/home$/);
});
