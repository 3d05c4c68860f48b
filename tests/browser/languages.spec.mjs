// Pages open in the browser's language, and a switch offers the others.

import { LANGUAGES, message } from './support/messages.mjs';
import { expect, test } from './support/test.mjs';

/** The header Accept-Language, and the language of the page. */
const ACCEPT_LANGUAGE = {
  'ja,en-US;q=0.9,en;q=0.8': 'ja',
  'en-US,en;q=0.9,ja;q=0.8': 'en',
  'fr-FR,fr;q=0.9,ja;q=0.2': 'ja',
  'ja-simple,ja;q=0.9': 'ja-simple',
  'de': 'en',
};

for (const [header, language] of Object.entries(ACCEPT_LANGUAGE)) {
  test(`a browser that asks for "${header}" gets ${language}`, async ({ browser, start, folder }) => {
    const program = start('open', '--no-browser', '--database', `${folder}/practice.sqlite`);
    // Playwright can set only one language, so each request's header is replaced.
    const context = await browser.newContext();
    await context.route('**/*', (route) => {
      route.continue({ headers: { ...route.request().headers(), 'accept-language': header } });
    });
    const page = await context.newPage();
    await page.goto(await program.address);
    await expect(page).toHaveURL(/\/ask\/home$/);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await expect(page.locator('h1')).toHaveText(message(/** @type {any} */ (language), 'home-title'));
    await context.close();
  });
}

/** The heading of each page of an application. */
const HEADINGS = {
  home: 'home-title',
  applied: 'applied-title',
  holder: 'holder-title',
  measures: 'measures-title',
  service: 'service-title',
  account: 'account-title',
  terms: 'terms-title',
  confirm: 'summary-title',
  password: 'password-title',
  card: 'tap-first',
  end: 'application-submitted',
};

test('the language can be changed on every page without losing an answer', async ({ openApp }) => {
  const applicant = await openApp();
  const { page } = applicant;
  applicant.onPage = async (pageName) => {
    for (const language of [...LANGUAGES.slice(1), LANGUAGES[0]]) {
      await applicant.press(`speak:${language}`);
      expect(applicant.pageName()).toBe(pageName);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await expect(applicant.heading).toHaveText(message(language, HEADINGS[pageName]));
      await expect(page.locator('[aria-current="true"]')).toHaveAttribute('value', `speak:${language}`);
    }
  };
  await applicant.answerUntil('end');
});
