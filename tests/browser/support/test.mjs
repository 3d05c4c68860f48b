// The tests' own ground: a program each, a person in front of it, and eyes on all that passes.

import { test as base } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Person } from './person.mjs';
import { Program } from './program.mjs';
import { Watch } from './watch.mjs';
import { LOCALES } from './words.mjs';

export { expect } from '@playwright/test';

/**
 * @typedef {object} Seat
 * @property {string | null} [card] the practice card in hand; `null`: the first one, and whatever lies on a reader
 * @property {Record<string, string>} [environment] more of the program's environment
 * @property {import('./words.mjs').Language} [language] what the browser asks for
 * @property {string[]} [args] more of the command line
 * @property {import('@playwright/test').BrowserContextOptions} [browser] how the browser is set
 * @property {ConstructorParameters<typeof Person>[1]} [habits] how the person answers
 * @property {boolean} [judged] `false` where the test itself does what nobody should
 */

export const test = base.extend({
  /** A folder that is gone afterwards. */
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'card-points-'));
    await use(folder);
    await rm(folder, { recursive: true });
  },

  /** Starts a program, and stops it afterwards. */
  start: async ({}, use) => {
    /** @type {Program[]} */
    const started = [];
    const within = (/** @type {Record<string, string>} */ environment) => (/** @type {string[]} */ ...args) => {
      const program = new Program(args, environment);
      started.push(program);
      return program;
    };
    await use(Object.assign(within({}), { within }));
    for (const program of started) await program.stop();
  },

  /** Sits a person down in front of a program of their own, at its first page. */
  sit: async ({ browser, folder, start }, use) => {
    /** @type {Watch[]} */
    const watches = [];
    await use(async (/** @type {Seat} */ seat = {}) => {
      const { card = 'hanako', language = 'en', args = [], browser: set, habits, judged = true, environment = {} } = seat;
      const practice = args.includes('--backend') ? [] : ['--database', join(folder, `${watches.length}.sqlite`)];
      const held = card ? ['--card', card] : [];
      const program = start.within(environment)('open', '--no-browser', ...held, ...practice, ...args);
      const address = await program.address;
      const context = await browser.newContext({ locale: LOCALES[language], ...set });
      const watch = new Watch(context, judged);
      watches.push(watch);
      const page = await context.newPage();
      await page.goto(address);
      await page.waitForURL('**/ask/home');
      const person = new Person(page, habits);
      person.types = (secret) => watch.typed.add(secret);
      return Object.assign(person, { program, context, watch, address, language });
    });
    for (const watch of watches) {
      if (watch.judges) await watch.judge();
      await watch.context.close();
    }
  },
});
