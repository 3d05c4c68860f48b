// What goes wrong with a card, a password, an account or the service, and what a person is told then.

import { ENDS } from './support/ends.mjs';
import { expect, test } from './support/test.mjs';
import { words } from './support/words.mjs';

/** A password that nobody in the practice world has. */
const WRONG = '7391';

test('after a wrong password, two tries are left, and the right one still applies', async ({ sit }) => {
  const person = await sit({ habits: { typing: [WRONG] } });
  await person.until('card');
  await person.answer();
  await expect(person.problems).toContainText('2 tries left');
  await expect(person.page.locator('#password')).toHaveValue('');
  await expect(person.page.locator('#password')).toHaveAttribute('aria-invalid', 'true');
  await person.until('end');
  await expect(person.heading).toHaveText(words('en', 'application-submitted'));
});

test('the last try is used only by those who say so', async ({ sit }) => {
  const person = await sit({ habits: { typing: [WRONG, WRONG] } });
  await person.until('last-try');
  await expect(person.heading).toHaveText(words('en', 'last-try-title'));
  await person.press('stop');
  await expect(person.heading).toHaveText(words('en', 'stopped-title'));
  await person.press('home');
  await person.choose('card');
  await person.answer();
  await expect(person.page.locator('#main')).toContainText('1 try left');
});

test('a third wrong password locks the card, and nothing was sent', async ({ sit }) => {
  const person = await sit({ habits: { typing: [WRONG, WRONG, WRONG] } });
  await person.until('end');
  await expect(person.heading).toHaveText(words('en', 'locked-title'));
  await expect(person.page.locator('#main')).toContainText(words('en', 'locked-text'));
});

test('whoever has one try left is asked before it is used', async ({ sit }) => {
  const person = await sit({ card: 'nozomi' });
  await person.until('last-try');
  await person.until('end');
  await expect(person.heading).toHaveText(words('en', 'application-submitted'));
});

test('a card that is torn away while it is read keeps the password and loses no try', async ({ sit }) => {
  const person = await sit();
  await person.until('card');
  await person.lay('reading');
  expect(person.where()).toBe('card');
  await expect(person.heading).toHaveText(words('en', 'tap-lost-early'));
  await person.until('end');
  await expect(person.heading).toHaveText(words('en', 'application-submitted'));
});

test('a card that is torn away while it checks the password is looked at first', async ({ sit }) => {
  const person = await sit();
  await person.until('card');
  await person.lay('password');
  await expect(person.heading).toHaveText(words('en', 'tap-look-first'));
  await person.answer();
  expect(person.where()).toBe('password');
  await expect(person.page.locator('#main')).toContainText(words('en', 'password-looked-nothing-lost'));
  await person.until('end');
  await expect(person.heading).toHaveText(words('en', 'application-submitted'));
});

test('a wrong password that was torn away has cost a try, and the person is told', async ({ sit }) => {
  const person = await sit({ habits: { typing: [WRONG] } });
  await person.until('card');
  await person.lay('password');
  await person.answer();
  await expect(person.problems).toContainText('2 tries left');
});

test('after a card was torn away while signing, the password is typed once more', async ({ sit }) => {
  const person = await sit();
  await person.until('card');
  await person.lay('signing');
  await person.until('password');
  await expect(person.page.locator('#main')).toContainText(words('en', 'password-was-right-lost-signing'));
  await person.until('end');
  await expect(person.heading).toHaveText(words('en', 'application-submitted'));
});

test('another card than before is noticed, and the first one goes on', async ({ sit }) => {
  const person = await sit();
  await person.until('card');
  await person.lay('password');
  await person.take('taro');
  await person.lay();
  await expect(person.heading).toHaveText(words('en', 'tap-other-card'));
  await person.take('hanako');
  await person.until('end');
  await expect(person.heading).toHaveText(words('en', 'application-submitted'));
});

test('a card of another kind is no Individual Number Card, and the right one goes on', async ({ sit }) => {
  const person = await sit();
  await person.until('card');
  for (const kind of ['transit', 'without-jpki']) {
    await person.take(kind);
    await person.lay();
    expect(person.where()).toBe('card');
    await expect(person.heading).toHaveText(words('en', 'tap-not-this-kind'));
  }
  await person.take('hanako');
  await person.until('end');
  await expect(person.heading).toHaveText(words('en', 'application-submitted'));
});

test('an account with a wrong check digit is said beside its field, which keeps it', async ({ sit }) => {
  const person = await sit();
  await person.until('account');
  const { account } = await person.slip();
  const mistyped = account.slice(0, -1) + ((Number(account.at(-1)) + 1) % 10);
  await person.fill({ account: mistyped, 'code-1': '0311' });
  const field = person.page.locator('#field-account');
  await expect(field).toHaveValue(mistyped);
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription(words('en', 'rule-check-digit'));
  await expect(person.page.locator('#field-code-1')).toHaveValue('');
  await expect(person.problems).toBeFocused();
  await person.problems.getByRole('link').first().click();
  await expect(field).toBeFocused();
  await person.until('end');
  await expect(person.heading).toHaveText(words('en', 'application-submitted'));
});

test('an account to which the points of somebody else go is not taken', async ({ sit }) => {
  const person = await sit({ card: 'yoko' });
  await person.until('account');
  // The one of sora, who has applied already.
  await person.fill({ account: '4002726265', 'code-1': '2047' });
  await person.until('card');
  await person.answer();
  await expect(person.problems).toContainText(words('en', 'refused-account-in-use'));
  await person.until('end');
  await expect(person.heading).toHaveText(words('en', 'application-submitted'));
});

test('a code that the payment service does not know may be typed four times more', async ({ sit }) => {
  const person = await sit();
  await person.until('account');
  const { account } = await person.slip();
  await person.fill({ account, 'code-1': '9999' });
  await person.until('card');
  await person.answer();
  await expect(person.problems).toContainText('4 more times today');
});

test('who has applied already is told what stands', async ({ sit }) => {
  const person = await sit();
  await person.until('end');
  await person.press('home');
  await person.until('end');
  await expect(person.heading).toHaveText(words('en', 'nothing-to-apply-for-title'));
  await expect(person.page.locator('#main')).toContainText(words('en', 'barred-applied'));
  await expect(person.page.locator('#main')).toContainText('account ending 3132');
  await expect(person.page.locator('#main')).toContainText(words('en', 'already-applied-fixed'));
});

for (const [card, title] of Object.entries(ENDS)) {
  test(`${card} is told why nothing can be applied for, and what to do`, async ({ sit }) => {
    const person = await sit({ card });
    await person.until('end');
    await expect(person.heading).toHaveText(words('en', title));
    await expect(person.page.locator('#main p:not(.practice)').first()).not.toBeEmpty();
  });
}
