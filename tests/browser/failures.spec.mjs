// Failures of the card, the password, the account or the payment service, and what the applicant reads.

import { message } from './support/messages.mjs';
import { REFUSED_CARDS } from './support/refused-cards.mjs';
import { expect, test } from './support/test.mjs';

/** No card of the sandbox has this password. */
const WRONG_PASSWORD = '7391';

test('after a wrong password, two tries are left, and the right one still applies', async ({ openApp }) => {
  const applicant = await openApp({ answers: { wrongPasswords: [WRONG_PASSWORD] } });
  await applicant.answerUntil('card');
  await applicant.answerPage();
  await expect(applicant.problems).toContainText('2 tries left');
  await expect(applicant.page.locator('#password')).toHaveValue('');
  await expect(applicant.page.locator('#password')).toHaveAttribute('aria-invalid', 'true');
  await applicant.answerUntil('end');
  await expect(applicant.heading).toHaveText(message('en', 'application-submitted'));
});

test('the last try is used only after a confirmation', async ({ openApp }) => {
  const applicant = await openApp({ answers: { wrongPasswords: [WRONG_PASSWORD, WRONG_PASSWORD] } });
  await applicant.answerUntil('last-try');
  await expect(applicant.heading).toHaveText(message('en', 'last-try-title'));
  await applicant.press('stop');
  await expect(applicant.heading).toHaveText(message('en', 'stopped-title'));
  await applicant.press('home');
  await applicant.choose('card');
  await applicant.answerPage();
  await expect(applicant.page.locator('#main')).toContainText('1 try left');
});

test('a third wrong password locks the card, and nothing was sent', async ({ openApp }) => {
  const applicant = await openApp({ answers: { wrongPasswords: [WRONG_PASSWORD, WRONG_PASSWORD, WRONG_PASSWORD] } });
  await applicant.answerUntil('end');
  await expect(applicant.heading).toHaveText(message('en', 'locked-title'));
  await expect(applicant.page.locator('#main')).toContainText(message('en', 'locked-text'));
});

test('with one try left, the password is asked for only after a confirmation', async ({ openApp }) => {
  const applicant = await openApp({ card: 'nozomi' });
  await applicant.answerUntil('last-try');
  await applicant.answerUntil('end');
  await expect(applicant.heading).toHaveText(message('en', 'application-submitted'));
});

test('removing the card while it is read costs no try, and the typed password is used again', async ({ openApp }) => {
  const applicant = await openApp();
  await applicant.answerUntil('card');
  await applicant.presentCard('reading');
  expect(applicant.pageName()).toBe('card');
  await expect(applicant.heading).toHaveText(message('en', 'tap-lost-early'));
  await applicant.answerUntil('end');
  await expect(applicant.heading).toHaveText(message('en', 'application-submitted'));
});

test('after a card was removed during VERIFY, its tries are read before anything else', async ({ openApp }) => {
  const applicant = await openApp();
  await applicant.answerUntil('card');
  await applicant.presentCard('password');
  await expect(applicant.heading).toHaveText(message('en', 'tap-look-first'));
  await applicant.answerPage();
  expect(applicant.pageName()).toBe('password');
  await expect(applicant.page.locator('#main')).toContainText(message('en', 'password-looked-nothing-lost'));
  await applicant.answerUntil('end');
  await expect(applicant.heading).toHaveText(message('en', 'application-submitted'));
});

test('a wrong password costs a try even when the card is removed during VERIFY, and the page says so', async ({ openApp }) => {
  const applicant = await openApp({ answers: { wrongPasswords: [WRONG_PASSWORD] } });
  await applicant.answerUntil('card');
  await applicant.presentCard('password');
  await applicant.answerPage();
  await expect(applicant.problems).toContainText('2 tries left');
});

test('after a card was removed while it signed, the password is asked for again', async ({ openApp }) => {
  const applicant = await openApp();
  await applicant.answerUntil('card');
  await applicant.presentCard('signing');
  await applicant.answerUntil('password');
  await expect(applicant.page.locator('#main')).toContainText(message('en', 'password-was-right-lost-signing'));
  await applicant.answerUntil('end');
  await expect(applicant.heading).toHaveText(message('en', 'application-submitted'));
});

test('a different card is noticed, and the first card continues the journey', async ({ openApp }) => {
  const applicant = await openApp();
  await applicant.answerUntil('card');
  await applicant.presentCard('password');
  await applicant.switchCard('taro');
  await applicant.presentCard();
  await expect(applicant.heading).toHaveText(message('en', 'tap-other-card'));
  await applicant.switchCard('hanako');
  await applicant.answerUntil('end');
  await expect(applicant.heading).toHaveText(message('en', 'application-submitted'));
});

test('a card of another kind is refused, and the Individual Number Card continues the journey', async ({ openApp }) => {
  const applicant = await openApp();
  await applicant.answerUntil('card');
  for (const kind of ['transit', 'without-jpki']) {
    await applicant.switchCard(kind);
    await applicant.presentCard();
    expect(applicant.pageName()).toBe('card');
    await expect(applicant.heading).toHaveText(message('en', 'tap-not-this-kind'));
  }
  await applicant.switchCard('hanako');
  await applicant.answerUntil('end');
  await expect(applicant.heading).toHaveText(message('en', 'application-submitted'));
});

test('a wrong check digit is reported at its field, which keeps what was typed', async ({ openApp }) => {
  const applicant = await openApp();
  await applicant.answerUntil('account');
  const { account } = await applicant.slip();
  const mistyped = account.slice(0, -1) + ((Number(account.at(-1)) + 1) % 10);
  await applicant.fill({ account: mistyped, 'code-1': '0311' });
  const field = applicant.page.locator('#field-account');
  await expect(field).toHaveValue(mistyped);
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription(message('en', 'rule-check-digit'));
  await expect(applicant.page.locator('#field-code-1')).toHaveValue('');
  await expect(applicant.problems).toBeFocused();
  await applicant.problems.getByRole('link').first().click();
  await expect(field).toBeFocused();
  await applicant.answerUntil('end');
  await expect(applicant.heading).toHaveText(message('en', 'application-submitted'));
});

test('an account that receives the points of another person is refused', async ({ openApp }) => {
  const applicant = await openApp({ card: 'yoko' });
  await applicant.answerUntil('account');
  // The account of sora, who has applied already.
  await applicant.fill({ account: '4002726265', 'code-1': '2047' });
  await applicant.answerUntil('card');
  await applicant.answerPage();
  await expect(applicant.problems).toContainText(message('en', 'refused-account-in-use'));
  await applicant.answerUntil('end');
  await expect(applicant.heading).toHaveText(message('en', 'application-submitted'));
});

test('after a wrong security code, four more tries are left today', async ({ openApp }) => {
  const applicant = await openApp();
  await applicant.answerUntil('account');
  const { account } = await applicant.slip();
  await applicant.fill({ account, 'code-1': '9999' });
  await applicant.answerUntil('card');
  await applicant.answerPage();
  await expect(applicant.problems).toContainText('4 more times today');
});

test('after an application, the page says what was applied for and that it cannot be changed', async ({ openApp }) => {
  const applicant = await openApp();
  await applicant.answerUntil('end');
  await applicant.press('home');
  await applicant.answerUntil('end');
  await expect(applicant.heading).toHaveText(message('en', 'nothing-to-apply-for-title'));
  await expect(applicant.page.locator('#main')).toContainText(message('en', 'barred-applied'));
  await expect(applicant.page.locator('#main')).toContainText('account ending 3132');
  await expect(applicant.page.locator('#main')).toContainText(message('en', 'already-applied-fixed'));
});

for (const [card, title] of Object.entries(REFUSED_CARDS)) {
  test(`the card of ${card} cannot apply, and the page says why and what to do`, async ({ openApp }) => {
    const applicant = await openApp({ card });
    await applicant.answerUntil('end');
    await expect(applicant.heading).toHaveText(message('en', title));
    await expect(applicant.page.locator('#main p:not(.practice)').first()).not.toBeEmpty();
  });
}
