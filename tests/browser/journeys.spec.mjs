// Every errand from the first page to its end, in every language.

import { expect, test } from './support/test.mjs';
import { LANGUAGES, NAMES, words } from './support/words.mjs';

for (const language of LANGUAGES) {
  test(`a newcomer applies for everything, in ${NAMES[language]}`, async ({ sit }) => {
    const person = await sit({ language });
    await person.until('end');
    await expect(person.heading).toHaveText(words(language, 'application-submitted'));
  });
}
