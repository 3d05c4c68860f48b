// The fixtures of the tests: a program for each test, a simulated applicant, and a monitor of all traffic.

import { test as base } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Applicant } from './applicant.mjs';
import { LOCALES } from './messages.mjs';
import { PrivacyMonitor } from './privacy-monitor.mjs';
import { Program } from './program.mjs';

export { expect } from '@playwright/test';

/**
 * @typedef {object} AppOptions
 * @property {string | null} [card] the virtual card; `null`: the program's default, and real readers are watched
 * @property {Record<string, string>} [environment] variables to add to the program's
 * @property {import('./messages.mjs').Language} [language] what the browser asks for
 * @property {string[]} [args] arguments to add to the command line
 * @property {import('@playwright/test').BrowserContextOptions} [browser] settings of the browser
 * @property {ConstructorParameters<typeof Applicant>[1]} [answers] how the applicant answers
 * @property {boolean} [privacyChecked] `false` if the test itself sends what the monitor forbids
 */

export const test = base.extend({
  /** A folder that is deleted after the test. */
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'card-points-'));
    await use(folder);
    await rm(folder, { recursive: true });
  },

  /** Starts a program that is stopped after the test. */
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

  /** Starts a program and opens its first page in a browser, with an applicant to answer it. */
  openApp: async ({ browser, folder, start }, use) => {
    /** @type {PrivacyMonitor[]} */
    const monitors = [];
    await use(async (/** @type {AppOptions} */ options = {}) => {
      const { card = 'hanako', language = 'en', args = [], environment = {}, answers, privacyChecked = true } = options;
      const database = args.includes('--backend') ? [] : ['--database', join(folder, `${monitors.length}.sqlite`)];
      const virtualCard = card ? ['--card', card] : [];
      const program = start.within(environment)('open', '--no-browser', ...virtualCard, ...database, ...args);
      const address = await program.address;
      const context = await browser.newContext({ locale: LOCALES[language], ...options.browser });
      const monitor = new PrivacyMonitor(context, privacyChecked);
      monitors.push(monitor);
      const page = await context.newPage();
      await page.goto(address);
      await page.waitForURL('**/ask/home');
      const applicant = new Applicant(page, answers);
      applicant.onSecret = (secret) => monitor.typedSecrets.add(secret);
      return Object.assign(applicant, { program, context, monitor, address, language });
    });
    for (const monitor of monitors) {
      if (monitor.enabled) await monitor.check();
      await monitor.context.close();
    }
  },
});
