// Every journey from the first page to the last, in every language, with an accessibility check of each page.

import { AccessibilityCheck } from './support/accessibility.mjs';
import { LANGUAGES, LANGUAGE_NAMES, message } from './support/messages.mjs';
import { REFUSED_CARDS } from './support/refused-cards.mjs';
import { expect, test } from './support/test.mjs';

/** The pages that the test of applying checks. */
const APPLY_PAGES = ['home', 'applied', 'holder', 'measures', 'service', 'account', 'terms', 'confirm', 'card'];

for (const language of LANGUAGES) {
  const inLanguage = `in ${LANGUAGE_NAMES[language]}`;

  test(`a newcomer applies for every measure, and leaves each form empty first, ${inLanguage}`, async ({ openApp }) => {
    const applicant = await openApp({ language });
    const accessibility = new AccessibilityCheck(applicant, 'apply');
    applicant.onPage = async (pageName) => {
      await accessibility.check();
      // An empty form is answered with its problems.
      if (!['holder', 'measures', 'service', 'account', 'password'].includes(pageName)) return;
      await applicant.submit();
      expect(applicant.pageName()).toBe(pageName);
      await accessibility.check();
    };
    await applicant.answerUntil('service');
    await applicant.page.locator('.search #q').fill('ペイ');
    await applicant.page.locator('.search #q').press('Enter');
    await applicant.answerUntil('end');
    await expect(applicant.heading).toHaveText(message(language, 'application-submitted'));
  });

  test(`preregistration, status and card information ${inLanguage}`, async ({ openApp }) => {
    const applicant = await openApp({ language });
    const accessibility = new AccessibilityCheck(applicant, 'other');
    applicant.onPage = async (pageName) => void (APPLY_PAGES.includes(pageName) || (await accessibility.check()));
    applicant.answers.journey = 'preregister';
    await applicant.answerUntil('end');
    await expect(applicant.heading).toHaveText(message(language, 'preregistered-title'));

    await applicant.switchCard('midori');
    await applicant.press('home');
    applicant.answers.journey = 'status';
    await applicant.answerUntil('standing');
    await expect(applicant.page.locator('#main')).toContainText(message(language, 'state-passed'));
    // The last page repeats the status.
    await applicant.answerPage();
    expect(applicant.pageName()).toBe('end');

    await applicant.press('home');
    applicant.answers.journey = 'card';
    await applicant.answerUntil('end');
    await expect(applicant.heading).toHaveText(message(language, 'card-title'));

    await applicant.page.locator('a[href="/practice"]').click();
    await applicant.page.waitForURL('**/practice');
    await accessibility.check('practice');
  });

  test(`Application Spots, and every page of help, ${inLanguage}`, async ({ openApp }) => {
    const applicant = await openApp({ language, answers: { journey: 'spots' } });
    const accessibility = new AccessibilityCheck(applicant, 'help');
    applicant.onPage = () => accessibility.check();
    await applicant.answerUntil('spot-kind');
    await applicant.choose('any');
    await accessibility.check();
    await applicant.choose('again');
    await applicant.fill({ place: 'Atlantis' });
    await applicant.choose('any');
    await expect(applicant.page.locator('#main')).toContainText(message(language, 'spots-none'));
    await accessibility.check();
    await applicant.choose('done');
    await accessibility.check();

    await applicant.press('home');
    applicant.answers.journey = 'help';
    await applicant.answerUntil('help');
    const pages = await applicant.page.locator('input[name="choice"]').evaluateAll((all) => all.map((each) => each.id));
    expect(pages.length).toBeGreaterThan(10);
    for (const page of pages.map((id) => id.replace('choice-', ''))) {
      await applicant.choose(page);
      await accessibility.check(`page-${page}`);
      await applicant.choose('more');
    }
  });

  test(`failures of the card and its password ${inLanguage}`, async ({ openApp }) => {
    const applicant = await openApp({ language, answers: { wrongPasswords: ['7391', '7391'] } });
    const accessibility = new AccessibilityCheck(applicant, 'failures');
    applicant.onPage = async (pageName) => void (APPLY_PAGES.includes(pageName) || (await accessibility.check()));
    await applicant.answerUntil('last-try');
    await applicant.press('stop');
    await accessibility.check();

    for (const [card, title] of Object.entries(REFUSED_CARDS)) {
      await applicant.switchCard(card);
      await applicant.press('home');
      // The pages before the last one are checked already.
      applicant.onPage = async () => {};
      await applicant.answerUntil('end');
      await expect(applicant.heading).toHaveText(message(language, title));
      await accessibility.check();
    }

    await applicant.switchCard('taro');
    await applicant.press('home');
    await applicant.answerUntil('card');
    await applicant.switchCard('transit');
    await applicant.presentCard();
    await accessibility.check();
    await applicant.switchCard('taro');
    await applicant.presentCard('reading');
    await accessibility.check();
    await applicant.presentCard('password');
    await accessibility.check();
    await applicant.presentCard('signing');
    await accessibility.check();
    await applicant.page.locator('[value="stop"]').first().click();
    await expect(applicant.page).toHaveURL(/\/end$/);
    await applicant.page.locator('[value="quit"]').click();
    await expect(applicant.page.locator('[value="quit"]')).toHaveCount(0);
    await accessibility.check('closed');
  });
}
