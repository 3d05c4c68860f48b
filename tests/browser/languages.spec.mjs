// The language of the pages: the browser's, and every other one by a switch.

import { expect, test } from './support/test.mjs';
import { LANGUAGES, words } from './support/words.mjs';

/** What a browser asks for, and what it gets. */
const ASKED = {
  'ja,en-US;q=0.9,en;q=0.8': 'ja',
  'en-US,en;q=0.9,ja;q=0.8': 'en',
  'fr-FR,fr;q=0.9,ja;q=0.2': 'ja',
  'ja-simple,ja;q=0.9': 'ja-simple',
  'de': 'en',
};

for (const [asked, language] of Object.entries(ASKED)) {
  test(`a browser that asks for "${asked}" is answered in ${language}`, async ({ browser, start, folder }) => {
    const program = start('open', '--no-browser', '--database', `${folder}/practice.sqlite`);
    // Chromium's own header can't be set as a whole but for each page's requests.
    const context = await browser.newContext();
    await context.route('**/*', (route) => {
      route.continue({ headers: { ...route.request().headers(), 'accept-language': asked } });
    });
    const page = await context.newPage();
    await page.goto(await program.address);
    await expect(page).toHaveURL(/\/ask\/home$/);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await expect(page.locator('h1')).toHaveText(words(/** @type {any} */ (language), 'home-title'));
    await context.close();
  });
}

/** The heading of each page on the way. */
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

test('the language can be changed on every page, and no answer is lost', async ({ sit }) => {
  const person = await sit();
  const { page } = person;
  person.meets = async (where) => {
    for (const language of [...LANGUAGES.slice(1), LANGUAGES[0]]) {
      await person.press(`speak:${language}`);
      expect(person.where()).toBe(where);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await expect(person.heading).toHaveText(words(language, HEADINGS[where]));
      await expect(page.locator('[aria-current="true"]')).toHaveAttribute('value', `speak:${language}`);
    }
  };
  await person.until('end');
});
