// Cards on readers through PC/SC: pcscd, with vpcd's virtual readers, on which `card-points sandbox` puts its cards.

import { message } from './support/messages.mjs';
import { PcscProxy, SIGN, startPcscd, VERIFY, waitForCards } from './support/pcsc.mjs';
import { expect, test as base } from './support/test.mjs';

// A machine has only one pcscd.
base.describe.configure({ mode: 'serial' });

/** How long the page may take to react to a card. */
const CARD_TIMEOUT_MS = 5_000;

const test = base.extend({
  /** Runs pcscd for all tests of this file. */
  pcscd: [
    async ({}, use) => {
      const stop = await startPcscd();
      await use(undefined);
      await stop();
    },
    { scope: 'worker', auto: true },
  ],

  /** The program's only way to pcscd. */
  pcscProxy: async ({ folder }, use) => {
    const proxy = new PcscProxy(`${folder}/pcscd.comm`);
    await use(proxy);
    proxy.close();
  },

  /** Puts cards on the readers, one on each. */
  putOnReaders: async ({ start, folder }, use) => {
    await use(async (/** @type {string[]} */ ...cards) => {
      const sandbox = start('sandbox', '--database', `${folder}/cards.sqlite`, ...cards);
      for (const nth of cards.keys()) await sandbox.waitForOutput(`Virtual PCD 00 0${nth}`);
      return sandbox;
    });
  },

  /** Opens the app with real readers in place of a virtual card. */
  openAppWithReaders: async ({ openApp, pcscProxy }, use) => {
    await use((/** @type {string[]} */ ...args) =>
      openApp({ card: null, args, environment: { PCSCLITE_CSOCK_NAME: pcscProxy.path } }),
    );
  },
});

/**
 * Removes the cards of a sandbox from their readers when a command is on its way.
 * @param {PcscProxy} proxy
 * @param {RegExp} command
 * @param {import('./support/program.mjs').Program} sandbox
 */
function removeCardBefore(proxy, command, sandbox) {
  proxy.before(command, async () => {
    sandbox.kill();
    await sandbox.exited;
  });
}

/**
 * Puts a card back on the reader from which one was just removed, until the page reacts. pcscd polls every 0.4 s, and
 * misses a card that was removed and put back in between; a person would try again, too.
 * @param {(...cards: string[]) => Promise<import('./support/program.mjs').Program>} putOnReaders
 * @param {import('@playwright/test').Page} page
 * @param {RegExp} url of the page that follows
 */
async function putBack(putOnReaders, page, url) {
  await expect(async () => {
    const sandbox = await putOnReaders('hanako');
    try {
      await expect(page).toHaveURL(url, { timeout: CARD_TIMEOUT_MS });
    } catch (error) {
      await sandbox.stop();
      throw error;
    }
  }).toPass();
}

/** Types the password, and waits for the receipt. @param {import('./support/applicant.mjs').Applicant} applicant */
async function finishApplication(applicant) {
  await applicant.answerPage();
  await expect(applicant.page).toHaveURL(/\/end$/);
  await expect(applicant.heading).toHaveText(message('en', 'application-submitted'));
}

test('a newcomer applies for everything with a card on a reader', async ({ openAppWithReaders, pcscProxy, putOnReaders }) => {
  await pcscProxy.open();
  const applicant = await openAppWithReaders();
  await applicant.answerUntil('password');
  await putOnReaders('hanako');
  await finishApplication(applicant);
});

test('a page that waits for a card says that there is no reader, and continues once PC/SC is available', async ({ openAppWithReaders, pcscProxy, putOnReaders }) => {
  const applicant = await openAppWithReaders('--reader', 'Virtual PCD 00 00');
  await applicant.choose('card');
  await expect(applicant.page.locator('.hint')).not.toBeEmpty();
  const before = await applicant.page.locator('.hint').textContent();
  await pcscProxy.open();
  await expect(applicant.page.locator('.hint')).not.toHaveText(before ?? '');
  await putOnReaders('hanako');
  await expect(applicant.page).toHaveURL(/\/end$/);
  await expect(applicant.heading).toHaveText(message('en', 'card-title'));
});

test('after a card was removed during VERIFY, its tries are read before anything else', async ({ openAppWithReaders, pcscProxy, putOnReaders }) => {
  await pcscProxy.open();
  const applicant = await openAppWithReaders();
  await applicant.answerUntil('password');
  removeCardBefore(pcscProxy, VERIFY, await putOnReaders('hanako'));
  await applicant.answerPage();
  await expect(applicant.heading).toHaveText(message('en', 'tap-look-first'));
  await putBack(putOnReaders, applicant.page, /\/ask\/password$/);
  await expect(applicant.page.locator('#main')).toContainText(message('en', 'password-looked-nothing-lost'));
  await finishApplication(applicant);
});

test('after a card was removed while it signed, the password is asked for again', async ({ openAppWithReaders, pcscProxy, putOnReaders }) => {
  await pcscProxy.open();
  const applicant = await openAppWithReaders();
  await applicant.answerUntil('password');
  removeCardBefore(pcscProxy, SIGN, await putOnReaders('hanako'));
  await applicant.answerPage();
  await expect(applicant.page).toHaveURL(/\/ask\/password$/);
  await expect(applicant.page.locator('#main')).toContainText(message('en', 'password-was-right-lost-signing'));
  await applicant.answerPage();
  await putBack(putOnReaders, applicant.page, /\/end$/);
  await expect(applicant.heading).toHaveText(message('en', 'application-submitted'));
});

test('a card of another kind is ignored until it is removed', async ({ openAppWithReaders, pcscProxy, putOnReaders }) => {
  await pcscProxy.open();
  const applicant = await openAppWithReaders();
  await applicant.answerUntil('password');
  const sandbox = await putOnReaders('transit');
  await applicant.answerPage();
  await expect(applicant.page.locator('#main')).toContainText(message('en', 'tap-not-this-kind'));
  await sandbox.stop();
  await putBack(putOnReaders, applicant.page, /\/end$/);
  await expect(applicant.heading).toHaveText(message('en', 'application-submitted'));
});

test('while two cards are on two readers, none is read', async ({ openAppWithReaders, pcscProxy, putOnReaders }) => {
  await pcscProxy.open();
  const applicant = await openAppWithReaders();
  await applicant.answerUntil('password');
  const both = await putOnReaders('hanako', 'taro');
  await waitForCards(2);
  await applicant.answerPage();
  const hint = applicant.page.locator('.hint');
  await expect(hint).toContainText('Virtual PCD 00 00');
  await expect(hint).toContainText('Virtual PCD 00 01');
  await both.stop();
  await putBack(putOnReaders, applicant.page, /\/end$/);
  await expect(applicant.heading).toHaveText(message('en', 'application-submitted'));
});
