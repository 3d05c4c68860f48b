// Cards on readers, through PC/SC: pcscd, and vpcd's virtual readers on which `card-points sandbox` lays its cards.

import { Door, service, shown, SIGN, VERIFY } from './support/pcsc.mjs';
import { expect, test as base } from './support/test.mjs';
import { words } from './support/words.mjs';

// There is one pcscd on a machine.
base.describe.configure({ mode: 'serial' });

/** So long, in milliseconds, it may take until a card is noticed. */
const NOTICED = 5_000;

const test = base.extend({
  /** pcscd, for all tests here. */
  pcsc: [
    async ({}, use) => {
      const end = await service();
      await use(undefined);
      await end();
    },
    { scope: 'worker', auto: true },
  ],

  /** The way to pcscd for the program. */
  door: async ({ folder }, use) => {
    const door = new Door(`${folder}/pcscd.comm`);
    await use(door);
    door.shut();
  },

  /** Lays cards on the readers, one on each. */
  laid: async ({ start, folder }, use) => {
    await use(async (/** @type {string[]} */ ...cards) => {
      const sandbox = start('sandbox', '--database', `${folder}/cards.sqlite`, ...cards);
      for (const nth of cards.keys()) await sandbox.prints(`Virtual PCD 00 0${nth}`);
      return sandbox;
    });
  },

  /** Sits a person down at whom the readers are watched. */
  sitByReaders: async ({ sit, door }, use) => {
    await use((/** @type {string[]} */ ...args) =>
      sit({ card: null, args, environment: { PCSCLITE_CSOCK_NAME: door.path } }),
    );
  },
});

/**
 * Pulls the card from its reader when that command is on its way.
 * @param {Door} door
 * @param {RegExp} command
 * @param {import('./support/program.mjs').Program} sandbox
 */
function leaves(door, command, sandbox) {
  door.at(command, async () => {
    sandbox.kill();
    await sandbox.ended;
  });
}

/**
 * Lays a card on where one has just left, until it leads there: pcscd looks every 0.4 s, and misses that a card left and
 * came in between. A person would take it off and lay it on once more, too.
 * @param {(...cards: string[]) => Promise<import('./support/program.mjs').Program>} laid
 * @param {import('@playwright/test').Page} page
 * @param {RegExp} where
 */
async function laidAgain(laid, page, where) {
  await expect(async () => {
    const sandbox = await laid('hanako');
    try {
      await expect(page).toHaveURL(where, { timeout: NOTICED });
    } catch (unnoticed) {
      await sandbox.stop();
      throw unnoticed;
    }
  }).toPass();
}

/** Types the password, and applies. @param {import('./support/person.mjs').Person} person */
async function applies(person) {
  await person.answer();
  await expect(person.page).toHaveURL(/\/end$/);
  await expect(person.heading).toHaveText(words('en', 'application-submitted'));
}

test('a newcomer applies for everything with a card on a reader', async ({ sitByReaders, door, laid }) => {
  await door.open();
  const person = await sitByReaders();
  await person.until('password');
  await laid('hanako');
  await applies(person);
});

test('a page that waits says that no reader is there, and goes on once the service has come', async ({ sitByReaders, door, laid }) => {
  const person = await sitByReaders('--reader', 'Virtual PCD 00 00');
  await person.choose('card');
  await expect(person.page.locator('.hint')).not.toBeEmpty();
  const said = await person.page.locator('.hint').textContent();
  await door.open();
  await expect(person.page.locator('.hint')).not.toHaveText(said ?? '');
  await laid('hanako');
  await expect(person.page).toHaveURL(/\/end$/);
  await expect(person.heading).toHaveText(words('en', 'card-title'));
});

test('a card that leaves its reader with the password is looked at first', async ({ sitByReaders, door, laid }) => {
  await door.open();
  const person = await sitByReaders();
  await person.until('password');
  leaves(door, VERIFY, await laid('hanako'));
  await person.answer();
  await expect(person.heading).toHaveText(words('en', 'tap-look-first'));
  await laidAgain(laid, person.page, /\/ask\/password$/);
  await expect(person.page.locator('#main')).toContainText(words('en', 'password-looked-nothing-lost'));
  await applies(person);
});

test('a card that leaves its reader while it signs needs the password once more', async ({ sitByReaders, door, laid }) => {
  await door.open();
  const person = await sitByReaders();
  await person.until('password');
  leaves(door, SIGN, await laid('hanako'));
  await person.answer();
  await expect(person.page).toHaveURL(/\/ask\/password$/);
  await expect(person.page.locator('#main')).toContainText(words('en', 'password-was-right-lost-signing'));
  await person.answer();
  await laidAgain(laid, person.page, /\/end$/);
  await expect(person.heading).toHaveText(words('en', 'application-submitted'));
});

test('a card of another kind is passed over until it leaves', async ({ sitByReaders, door, laid }) => {
  await door.open();
  const person = await sitByReaders();
  await person.until('password');
  const sandbox = await laid('transit');
  await person.answer();
  await expect(person.page.locator('#main')).toContainText(words('en', 'tap-not-this-kind'));
  await sandbox.stop();
  await laidAgain(laid, person.page, /\/end$/);
  await expect(person.heading).toHaveText(words('en', 'application-submitted'));
});

test('of two cards on two readers none is read, until one is left', async ({ sitByReaders, door, laid }) => {
  await door.open();
  const person = await sitByReaders();
  await person.until('password');
  const both = await laid('hanako', 'taro');
  await shown(2);
  await person.answer();
  const hint = person.page.locator('.hint');
  await expect(hint).toContainText('Virtual PCD 00 00');
  await expect(hint).toContainText('Virtual PCD 00 01');
  await both.stop();
  await laidAgain(laid, person.page, /\/end$/);
  await expect(person.heading).toHaveText(words('en', 'application-submitted'));
});
