// Back, forward, reload, stop, double clicks and several tabs lose no answer.

import { Applicant } from './support/applicant.mjs';
import { message } from './support/messages.mjs';
import { expect, test } from './support/test.mjs';

/** The questions of an application, from the last to the first. */
const QUESTIONS_BACKWARDS = ['password', 'confirm', 'terms', 'account', 'service', 'measures', 'holder', 'applied', 'home'];

/** Checks that the open question still shows the answer that was given. @param {Applicant} applicant */
async function expectAnswer(applicant) {
  const { page } = applicant;
  switch (applicant.pageName()) {
    case 'account':
      return expect(page.locator('#field-account')).toHaveValue((await applicant.slip()).account);
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

test('the back button leads through every question, and each still has its answer', async ({ openApp }) => {
  const applicant = await openApp();
  await applicant.answerUntil('card');
  for (const question of QUESTIONS_BACKWARDS) {
    await applicant.press('back');
    expect(applicant.pageName()).toBe(question);
    await expectAnswer(applicant);
  }
  await applicant.answerUntil('end');
  await expect(applicant.heading).toHaveText(message('en', 'application-submitted'));
});

test("the browser's back does what the back button does, and its forward skips no question", async ({ openApp }) => {
  const applicant = await openApp();
  const { page } = applicant;
  await applicant.answerUntil('password');
  for (const question of QUESTIONS_BACKWARDS.slice(1)) {
    await page.goBack();
    await expect(page).toHaveURL(new RegExp(`/ask/${question}$`));
    await expectAnswer(applicant);
  }
  await page.goForward();
  await expect(page).toHaveURL(/\/ask\/home$/);
  await applicant.answerUntil('end');
  await expect(applicant.heading).toHaveText(message('en', 'application-submitted'));
});

test("the browser can go back several pages at once", async ({ openApp }) => {
  const applicant = await openApp();
  await applicant.answerUntil('terms');
  await applicant.page.evaluate(() => history.go(-3));
  await expect(applicant.page).toHaveURL(/\/ask\/measures$/);
  await expectAnswer(applicant);
});

test("after the last page, the browser's back shows nothing that was typed", async ({ openApp }) => {
  const applicant = await openApp();
  await applicant.answerUntil('end');
  await applicant.page.goBack();
  await expect(applicant.page).toHaveURL(/\/end$/);
  await expect(applicant.heading).toHaveText(message('en', 'application-submitted'));
});

test('a reload shows the same page and answers nothing', async ({ openApp }) => {
  const applicant = await openApp();
  const { page } = applicant;
  applicant.onPage = async (pageName) => {
    const before = await applicant.stepNumber.inputValue();
    const heading = await applicant.heading.textContent();
    await page.reload();
    expect(applicant.pageName()).toBe(pageName);
    await expect(applicant.stepNumber).toHaveValue(before);
    await expect(applicant.heading).toHaveText(heading ?? '');
  };
  await applicant.answerUntil('end');
  await expect(applicant.heading).toHaveText(message('en', 'application-submitted'));
});

test('an applicant can stop on every page, and reads that nothing was sent', async ({ openApp }) => {
  const applicant = await openApp();
  for (const page of [...QUESTIONS_BACKWARDS, 'card']) {
    await applicant.answerUntil(page);
    await applicant.press('stop');
    expect(applicant.pageName()).toBe('end');
    await expect(applicant.heading).toHaveText(message('en', 'stopped-title'));
    await expect(applicant.page.locator('#main')).toContainText(message('en', 'stopped-nothing-sent'));
    await applicant.press('home');
    expect(applicant.pageName()).toBe('home');
    await expect(applicant.page.locator('input:checked')).toHaveCount(0);
  }
});

test('a double click on the main button does not answer the next question', async ({ openApp }) => {
  const applicant = await openApp();
  const { page } = applicant;
  for (const [here, next] of [['terms', 'confirm'], ['confirm', 'password']]) {
    await applicant.answerUntil(here);
    await applicant.waitForNextStep(() => applicant.mainButton.dblclick());
    expect(applicant.pageName()).toBe(next);
    await page.reload();
    expect(applicant.pageName()).toBe(next);
    await expect(applicant.problems).toHaveCount(0);
  }
});

test('a form that was submitted from an outdated page answers nothing', async ({ openApp }) => {
  const applicant = await openApp();
  await applicant.answerUntil('applied');
  const outdated = new Applicant(await applicant.context.newPage());
  await outdated.page.goto(applicant.page.url());
  // Clicks on a tab in the background are slow.
  await applicant.page.bringToFront();
  await applicant.answerUntil('account');
  await outdated.page.bringToFront();
  await outdated.page.locator('#choice-yes').check();
  await outdated.mainButton.click();
  await expect(outdated.page).toHaveURL(/\/ask\/account$/);
  await applicant.page.bringToFront();
  await applicant.answerUntil('end');
  await expect(applicant.heading).toHaveText(message('en', 'application-submitted'));
});

test('two tabs show the same journey, and the tab that waits for the card follows', async ({ openApp }) => {
  const applicant = await openApp();
  await applicant.answerUntil('card');
  const other = await applicant.context.newPage();
  await other.goto(applicant.page.url());
  await applicant.answerPage();
  await expect(other).toHaveURL(/\/end$/);
  await expect(other.locator('h1')).toHaveText(message('en', 'application-submitted'));
});

test('a tab that connects to the events too late shows what it missed', async ({ openApp }) => {
  const applicant = await openApp();
  await applicant.answerUntil('card');
  const late = await applicant.context.newPage();
  const { promise: connected, resolve: connect } = deferred();
  await late.route('**/events', async (route) => {
    await connected;
    await route.continue();
  });
  await late.goto(applicant.page.url());
  await applicant.answerPage();
  connect();
  await expect(late).toHaveURL(/\/end$/);
});

test('the program exits when it is told to, and says so', async ({ openApp }) => {
  const applicant = await openApp();
  await applicant.answerUntil('end');
  await applicant.page.locator('[name="do"][value="quit"]').click();
  await expect(applicant.heading).toHaveText('Card Points is closed');
  expect(await applicant.program.exited).toBe(0);
});

function deferred() {
  /** @type {() => void} */
  let resolve = () => {};
  const promise = /** @type {Promise<void>} */ (new Promise((now) => (resolve = now)));
  return { promise, resolve };
}
