// Back, forward, reload, stop, two clicks, two tabs: a person moves as they like, and loses nothing.

import { Person } from './support/person.mjs';
import { expect, test } from './support/test.mjs';
import { words } from './support/words.mjs';

/** The questions of applying, from the last one to the first. */
const BACK = ['password', 'confirm', 'terms', 'account', 'service', 'measures', 'holder', 'applied', 'home'];

/** Sees that a question still has the answer that was given. @param {Person} person */
async function hasItsAnswer(person) {
  const { page } = person;
  switch (person.where()) {
    case 'account':
      return expect(page.locator('#field-account')).toHaveValue((await person.slip()).account);
    case 'service':
      return expect(page.locator('input[name="choice"]:checked')).toHaveCount(1);
    case 'measures':
      return expect(page.locator('input[name="choice"]:checked')).toHaveCount(3);
    case 'holder':
      return expect(page.locator('#choice-myself')).toBeChecked();
    case 'applied':
      return expect(page.locator('#choice-no')).toBeChecked();
  }
}

test('the button for back leads through every question, and each still has its answer', async ({ sit }) => {
  const person = await sit();
  await person.until('card');
  for (const question of BACK) {
    await person.press('back');
    expect(person.where()).toBe(question);
    await hasItsAnswer(person);
  }
  await person.until('end');
  await expect(person.heading).toHaveText(words('en', 'application-submitted'));
});

test("the browser's own back does as the button does, and forward skips nothing", async ({ sit }) => {
  const person = await sit();
  const { page } = person;
  await person.until('password');
  for (const question of BACK.slice(1)) {
    await page.goBack();
    await expect(page).toHaveURL(new RegExp(`/ask/${question}$`));
    await hasItsAnswer(person);
  }
  await page.goForward();
  await expect(page).toHaveURL(/\/ask\/home$/);
  await person.until('end');
  await expect(person.heading).toHaveText(words('en', 'application-submitted'));
});

test("the browser's own back over several pages leads as far", async ({ sit }) => {
  const person = await sit();
  await person.until('terms');
  await person.page.evaluate(() => history.go(-3));
  await expect(person.page).toHaveURL(/\/ask\/measures$/);
  await hasItsAnswer(person);
});

test("after the end, the browser's own back shows nothing of what was typed", async ({ sit }) => {
  const person = await sit();
  await person.until('end');
  await person.page.goBack();
  await expect(person.page).toHaveURL(/\/end$/);
  await expect(person.heading).toHaveText(words('en', 'application-submitted'));
});

test('a reload shows the same page and answers nothing', async ({ sit }) => {
  const person = await sit();
  const { page } = person;
  person.meets = async (where) => {
    const before = await person.serial.inputValue();
    const heading = await person.heading.textContent();
    await page.reload();
    expect(person.where()).toBe(where);
    await expect(person.serial).toHaveValue(before);
    await expect(person.heading).toHaveText(heading ?? '');
  };
  await person.until('end');
  await expect(person.heading).toHaveText(words('en', 'application-submitted'));
});

test('whoever stops, at whichever page, is told that nothing was sent', async ({ sit }) => {
  const person = await sit();
  for (const page of [...BACK, 'card']) {
    await person.until(page);
    await person.press('stop');
    expect(person.where()).toBe('end');
    await expect(person.heading).toHaveText(words('en', 'stopped-title'));
    await expect(person.page.locator('#main')).toContainText(words('en', 'stopped-nothing-sent'));
    await person.press('home');
    expect(person.where()).toBe('home');
    await expect(person.page.locator('input:checked')).toHaveCount(0);
  }
});

test('a second click on the main button does not answer the next question', async ({ sit }) => {
  const person = await sit();
  const { page } = person;
  for (const [here, next] of [['terms', 'confirm'], ['confirm', 'password']]) {
    await person.until(here);
    await person.step(() => person.button.dblclick());
    expect(person.where()).toBe(next);
    await page.reload();
    expect(person.where()).toBe(next);
    await expect(person.problems).toHaveCount(0);
  }
});

test('what is sent from a page that is long past answers nothing', async ({ sit }) => {
  const person = await sit();
  await person.until('applied');
  const past = new Person(await person.context.newPage());
  await past.page.goto(person.page.url());
  // A page in the background is slow to click on.
  await person.page.bringToFront();
  await person.until('account');
  await past.page.bringToFront();
  await past.page.locator('#choice-yes').check();
  await past.button.click();
  await expect(past.page).toHaveURL(/\/ask\/account$/);
  await person.page.bringToFront();
  await person.until('end');
  await expect(person.heading).toHaveText(words('en', 'application-submitted'));
});

test('two tabs show one journey, and the one that waits for the card moves along', async ({ sit }) => {
  const person = await sit();
  await person.until('card');
  const other = await person.context.newPage();
  await other.goto(person.page.url());
  await person.answer();
  await expect(other).toHaveURL(/\/end$/);
  await expect(other.locator('h1')).toHaveText(words('en', 'application-submitted'));
});

test('a tab that hears of the card too late is shown what it missed', async ({ sit }) => {
  const person = await sit();
  await person.until('card');
  const late = await person.context.newPage();
  const { promise: missed, resolve: miss } = deferred();
  await late.route('**/events', async (route) => {
    await missed;
    await route.continue();
  });
  await late.goto(person.page.url());
  await person.answer();
  miss();
  await expect(late).toHaveURL(/\/end$/);
});

test('the program ends when it is told to, and says so', async ({ sit }) => {
  const person = await sit();
  await person.until('end');
  await person.page.locator('[name="do"][value="quit"]').click();
  await expect(person.heading).toHaveText('Card Points is closed');
  expect(await person.program.ended).toBe(0);
});

function deferred() {
  /** @type {() => void} */
  let resolve = () => {};
  const promise = /** @type {Promise<void>} */ (new Promise((now) => (resolve = now)));
  return { promise, resolve };
}
