// The keyboard alone: a whole journey, the order of the focus, and whether it is visible.

import { message } from './support/messages.mjs';
import { expect, test } from './support/test.mjs';

/** More than any page has. */
const MAX_TAB_STOPS = 80;

/**
 * Presses Tab until an element has the focus.
 * @param {import('@playwright/test').Page} page
 * @param {import('@playwright/test').Locator} wanted
 */
async function tabTo(page, wanted) {
  for (let stop = 0; stop < MAX_TAB_STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab does not lead to ${wanted}`);
}

/** How each page is answered with keys. @type {Record<string, (applicant: any) => Promise<void>>} */
const KEYBOARD_ANSWERS = {
  home: (applicant) => selectRadio(applicant, '#choice-apply'),
  applied: (applicant) => selectRadio(applicant, '#choice-no'),
  holder: (applicant) => selectRadio(applicant, '#choice-myself'),
  service: (applicant) => selectRadio(applicant, '#choice-MP0000001'),
  async measures({ page }) {
    for (const measure of ['new-card', 'health-insurance', 'receipt-account']) {
      await tabTo(page, page.locator(`#choice-${measure}`));
      await page.keyboard.press('Space');
    }
  },
  async account(applicant) {
    const { account, codes } = await applicant.slip();
    await tabTo(applicant.page, applicant.page.locator('#field-account'));
    await applicant.page.keyboard.type(account);
    await tabTo(applicant.page, applicant.page.locator('#field-code-1'));
    await applicant.page.keyboard.type(codes[0]);
  },
  async password(applicant) {
    const { password } = await applicant.slip();
    await tabTo(applicant.page, applicant.page.locator('#password'));
    await applicant.page.keyboard.type(password);
  },
};

/**
 * Selects a radio button with the arrow keys.
 * @param {any} applicant
 * @param {string} choice its selector
 */
async function selectRadio({ page }, choice) {
  const group = page.locator('input[name="choice"]:enabled');
  const wanted = page.locator(choice);
  await tabTo(page, group.first());
  await page.keyboard.press('Space');
  for (let left = await group.count(); left > 0 && !(await wanted.isChecked()); left -= 1) {
    await page.keyboard.press('ArrowDown');
  }
  await expect(wanted).toBeChecked();
}

test('a newcomer applies for every measure with the keyboard alone', async ({ openApp }) => {
  const applicant = await openApp();
  const { page } = applicant;
  while (applicant.pageName() !== 'end') {
    await expect(applicant.heading).toBeFocused();
    await KEYBOARD_ANSWERS[applicant.pageName()]?.(applicant);
    // Enter in the last field submits its form.
    const submits = ['account', 'password'].includes(applicant.pageName());
    if (!submits) await tabTo(page, applicant.pageName() === 'card' ? page.locator('[value="lay"]') : applicant.mainButton);
    await applicant.waitForNextStep(() => page.keyboard.press('Enter'));
  }
  await expect(applicant.heading).toHaveText(message('en', 'application-submitted'));
});

test('Tab reaches everything from top to bottom, and the focus is always visible', async ({ openApp }) => {
  const applicant = await openApp();
  const { page } = applicant;
  applicant.onPage = async (pageName) => {
    const expected = await page.evaluate(tabStops);
    const reached = [];
    // After the last stop, the focus is on the browser itself for one press.
    for (let press = 0; press <= expected.length; press += 1) {
      await page.keyboard.press('Tab');
      const { name, visible } = await page.evaluate(focusedStop);
      if (!name) continue;
      expect.soft(visible, `the focus on ${name} on ${pageName}`).toBe(true);
      reached.push(name);
    }
    // Tab begins after the heading.
    const first = expected.indexOf(reached[0]);
    expect.soft(reached, pageName).toEqual([...expected.slice(first), ...expected.slice(0, first)]);
    // Discards what the keys may have changed.
    await page.reload();
  };
  await applicant.answerUntil('end');
});

test('the focus moves to the summary of problems, and its link to the field', async ({ openApp }) => {
  const applicant = await openApp();
  const { page } = applicant;
  await applicant.answerUntil('account');
  await applicant.submit();
  await expect(applicant.problems).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('#field-account')).toBeFocused();
});

// ---- These functions run in the page. ----------------------------------------------------------

/** A unique name of each tab stop, from top to bottom. */
function tabStops() {
  const all = document.querySelectorAll('a[href], button, input:not([type="hidden"]), summary, [tabindex="0"]');
  const groups = new Set();
  let count = 0;
  return [...all].flatMap((/** @type {any} */ element) => {
    if (element.disabled || !element.checkVisibility({ visibilityProperty: true })) return [];
    if (element.type === 'radio') {
      // A group of radio buttons is one stop: the selected one, or else the first.
      const selected = document.querySelector(`input[name="${element.name}"]:checked:enabled`);
      if ((selected && selected !== element) || groups.has(element.name)) return [];
      groups.add(element.name);
    }
    element.dataset.stop = `${(count += 1)} ${element.id || element.value || element.textContent.trim()}`;
    return [element.dataset.stop];
  });
}

/** The tab stop that has the focus, and whether its focus ring is visible. */
function focusedStop() {
  const element = /** @type {any} */ (document.activeElement);
  if (element === document.body) return { name: '', visible: true };
  const candidates = [element, ...(element.labels ?? []), element.parentElement];
  const hasRing = candidates.some((each) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
  });
  const { top, bottom } = element.getBoundingClientRect();
  return { name: element.dataset.stop ?? element.outerHTML, visible: hasRing && bottom > 0 && top < innerHeight };
}
