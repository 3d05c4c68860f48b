// Every errand from the first page to its end, in every language, and each page on the way looked at for everybody.

import { ENDS } from './support/ends.mjs';
import { Everybody } from './support/everybody.mjs';
import { expect, test } from './support/test.mjs';
import { LANGUAGES, NAMES, words } from './support/words.mjs';

/** What applying has shown already. */
const SEEN = ['home', 'applied', 'holder', 'measures', 'service', 'account', 'terms', 'confirm', 'card'];

for (const language of LANGUAGES) {
  const inLanguage = `in ${NAMES[language]}`;

  test(`a newcomer applies for everything, with every slip on the way, ${inLanguage}`, async ({ sit }) => {
    const person = await sit({ language });
    const everybody = new Everybody(person, 'apply');
    person.meets = async (where) => {
      await everybody.look();
      // Nothing chosen, nothing typed.
      if (!['holder', 'measures', 'service', 'account', 'password'].includes(where)) return;
      await person.go();
      expect(person.where()).toBe(where);
      await everybody.look();
    };
    await person.until('service');
    await person.page.locator('.search #q').fill('ペイ');
    await person.page.locator('.search #q').press('Enter');
    await person.until('end');
    await expect(person.heading).toHaveText(words(language, 'application-submitted'));
  });

  test(`a preregistration, what stands, what a card shows, ${inLanguage}`, async ({ sit }) => {
    const person = await sit({ language });
    const everybody = new Everybody(person, 'errands');
    person.meets = async (where) => void (SEEN.includes(where) || (await everybody.look()));
    person.habits.errand = 'preregister';
    await person.until('end');
    await expect(person.heading).toHaveText(words(language, 'preregistered-title'));

    await person.take('midori');
    await person.press('home');
    person.habits.errand = 'status';
    await person.until('standing');
    await expect(person.page.locator('#main')).toContainText(words(language, 'state-passed'));
    // The end says the same once more.
    await person.answer();
    expect(person.where()).toBe('end');

    await person.press('home');
    person.habits.errand = 'card';
    await person.until('end');
    await expect(person.heading).toHaveText(words(language, 'card-title'));

    await person.page.locator('a[href="/practice"]').click();
    await person.page.waitForURL('**/practice');
    await everybody.look('practice');
  });

  test(`places that help, and every page of help, ${inLanguage}`, async ({ sit }) => {
    const person = await sit({ language, habits: { errand: 'spots' } });
    const everybody = new Everybody(person, 'help');
    person.meets = () => everybody.look();
    await person.until('spot-kind');
    await person.choose('any');
    await everybody.look();
    await person.choose('again');
    await person.fill({ place: 'Atlantis' });
    await person.choose('any');
    await expect(person.page.locator('#main')).toContainText(words(language, 'spots-none'));
    await everybody.look();
    await person.choose('done');
    await everybody.look();

    await person.press('home');
    person.habits.errand = 'help';
    await person.until('help');
    const pages = await person.page.locator('input[name="choice"]').evaluateAll((all) => all.map((each) => each.id));
    expect(pages.length).toBeGreaterThan(10);
    for (const page of pages.map((id) => id.replace('choice-', ''))) {
      await person.choose(page);
      await everybody.look(`page-${page}`);
      await person.choose('more');
    }
  });

  test(`what goes wrong with a card and its password, ${inLanguage}`, async ({ sit }) => {
    const person = await sit({ language, habits: { typing: ['7391', '7391'] } });
    const everybody = new Everybody(person, 'failures');
    person.meets = async (where) => void (SEEN.includes(where) || (await everybody.look()));
    await person.until('last-try');
    await person.press('stop');
    await everybody.look();

    for (const [card, title] of Object.entries(ENDS)) {
      await person.take(card);
      await person.press('home');
      // The way there is known by now.
      person.meets = async () => {};
      await person.until('end');
      await expect(person.heading).toHaveText(words(language, title));
      await everybody.look();
    }

    await person.take('taro');
    await person.press('home');
    await person.until('card');
    await person.take('transit');
    await person.lay();
    await everybody.look();
    await person.take('taro');
    await person.lay('reading');
    await everybody.look();
    await person.lay('password');
    await everybody.look();
    await person.lay('signing');
    await everybody.look();
    await person.page.locator('[value="stop"]').first().click();
    await expect(person.page).toHaveURL(/\/end$/);
    await person.page.locator('[value="quit"]').click();
    await expect(person.page.locator('[value="quit"]')).toHaveCount(0);
    await everybody.look('closed');
  });
}
