// By the keyboard alone: a whole journey, and what a person sees of where they are.

import { expect, test } from './support/test.mjs';
import { words } from './support/words.mjs';

/** More stops than any page has. */
const MANY = 80;

/**
 * Goes on by Tab until that has the focus.
 * @param {import('@playwright/test').Page} page
 * @param {import('@playwright/test').Locator} wanted
 */
async function tabTo(page, wanted) {
  for (let stop = 0; stop < MANY; stop += 1) {
    await page.keyboard.press('Tab');
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab does not lead to ${wanted}`);
}

/** Whatever a person does at a page, by keys. @type {Record<string, (person: any) => Promise<void>>} */
const BY_KEYS = {
  home: (person) => radio(person, '#choice-apply'),
  applied: (person) => radio(person, '#choice-no'),
  holder: (person) => radio(person, '#choice-myself'),
  service: (person) => radio(person, '#choice-MP0000001'),
  async measures({ page }) {
    for (const measure of ['new-card', 'health-insurance', 'receipt-account']) {
      await tabTo(page, page.locator(`#choice-${measure}`));
      await page.keyboard.press('Space');
    }
  },
  async account(person) {
    const { account, codes } = await person.slip();
    await tabTo(person.page, person.page.locator('#field-account'));
    await person.page.keyboard.type(account);
    await tabTo(person.page, person.page.locator('#field-code-1'));
    await person.page.keyboard.type(codes[0]);
  },
  async password(person) {
    const { password } = await person.slip();
    await tabTo(person.page, person.page.locator('#password'));
    await person.page.keyboard.type(password);
  },
};

/**
 * One of several, by arrow keys.
 * @param {any} person
 * @param {string} choice
 */
async function radio({ page }, choice) {
  const group = page.locator('input[name="choice"]:enabled');
  const wanted = page.locator(choice);
  await tabTo(page, group.first());
  await page.keyboard.press('Space');
  for (let left = await group.count(); left > 0 && !(await wanted.isChecked()); left -= 1) {
    await page.keyboard.press('ArrowDown');
  }
  await expect(wanted).toBeChecked();
}

test('a newcomer applies for everything by the keyboard alone', async ({ sit }) => {
  const person = await sit();
  const { page } = person;
  while (person.where() !== 'end') {
    await expect(person.heading).toBeFocused();
    await BY_KEYS[person.where()]?.(person);
    // The last field sends its form, as everywhere.
    const sends = ['account', 'password'].includes(person.where());
    if (!sends) await tabTo(page, person.where() === 'card' ? page.locator('[value="lay"]') : person.button);
    await person.step(() => page.keyboard.press('Enter'));
  }
  await expect(person.heading).toHaveText(words('en', 'application-submitted'));
});

test('Tab skips nothing, goes from top to bottom, and it is always seen where one is', async ({ sit }) => {
  const person = await sit();
  const { page } = person;
  person.meets = async (where) => {
    const wanted = await page.evaluate(stops);
    const met = [];
    // Once, behind the last stop, the focus is on the browser itself.
    for (let press = 0; press <= wanted.length; press += 1) {
      await page.keyboard.press('Tab');
      const { name, seen } = await page.evaluate(stop);
      if (!name) continue;
      expect.soft(seen, `the focus on ${name} at ${where}`).toBe(true);
      met.push(name);
    }
    // The first one behind the heading comes first.
    const turned = wanted.indexOf(met[0]);
    expect.soft(met, where).toEqual([...wanted.slice(turned), ...wanted.slice(0, turned)]);
    // Where nothing was changed, nothing is sent.
    await page.reload();
  };
  await person.until('end');
});

test('the focus comes to the summary of what is wrong, and its link leads to the field', async ({ sit }) => {
  const person = await sit();
  const { page } = person;
  await person.until('account');
  await person.go();
  await expect(person.problems).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('#field-account')).toBeFocused();
});

// ---- these run in the page --------------------------------------------------------------------

/** Everything that Tab stops at, from top to bottom, by a name of its own. */
function stops() {
  const all = document.querySelectorAll('a[href], button, input:not([type="hidden"]), summary, [tabindex="0"]');
  const groups = new Set();
  let nth = 0;
  return [...all].flatMap((/** @type {any} */ element) => {
    if (element.disabled || !element.checkVisibility({ visibilityProperty: true })) return [];
    if (element.type === 'radio') {
      // A group is one stop: at the one that is chosen, or else at the first.
      const chosen = document.querySelector(`input[name="${element.name}"]:checked:enabled`);
      if ((chosen && chosen !== element) || groups.has(element.name)) return [];
      groups.add(element.name);
    }
    element.dataset.stop = `${(nth += 1)} ${element.id || element.value || element.textContent.trim()}`;
    return [element.dataset.stop];
  });
}

/** The stop where the focus is, and whether a person sees that. */
function stop() {
  const element = /** @type {any} */ (document.activeElement);
  if (element === document.body) return { name: '', seen: true };
  const around = [element, ...(element.labels ?? []), element.parentElement];
  const ringed = around.some((each) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
  });
  const { top, bottom } = element.getBoundingClientRect();
  return { name: element.dataset.stop ?? element.outerHTML, seen: ringed && bottom > 0 && top < innerHeight };
}
