// Checks each page for accessibility: WCAG 2.2 AA with axe-core, and what axe-core does not check.

import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { messageWithoutReadings } from './messages.mjs';
import { checkPageSize } from './page-size.mjs';
import { takeScreenshot } from './screenshots.mjs';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The rules whose result depends on the colour scheme. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 360, height: 740 };
/** WCAG 1.4.10 Reflow. */
const NARROWEST = { width: 320, height: 640 };

/** CSS pixels: WCAG 2.5.8 for every target, and our own limit for buttons. */
const MIN_TARGET_SIZE = 24;
const MIN_BUTTON_SIZE = 44;

/** Checks each page of a journey once. */
export class AccessibilityCheck {
  /** The checked pages by title. @type {Map<string, { pageName: string, hasProblems: boolean }>} */
  checked = new Map();

  /**
   * @param {import('./applicant.mjs').Applicant & { language: import('./messages.mjs').Language }} applicant
   * @param {string} journey the first part of the screenshots' names
   */
  constructor(applicant, journey) {
    this.applicant = applicant;
    this.journey = journey;
  }

  /** Checks the open page. @param {string} [pageName] */
  async check(pageName = this.applicant.pageName()) {
    const { page, language } = this.applicant;
    const hasProblems = await this.applicant.problems.isVisible();
    const title = await page.title();
    const before = this.checked.get(title);
    if (before?.pageName === pageName) return;
    expect.soft(before, `only one page has the title "${title}"`).toBeUndefined();
    const variants = [...this.checked.values()].filter(
      (other) => other.pageName === pageName && other.hasProblems === hasProblems,
    );
    this.checked.set(title, { pageName, hasProblems });
    const name = [pageName, hasProblems ? 'problem' : [], variants.length > 0 ? variants.length + 1 : []].flat().join('-');
    await expect.soft(page.locator('html')).toHaveAttribute('lang', language);
    const error = new RegExp(`^${messageWithoutReadings(language, 'label-problem-title').source}`);
    if (hasProblems) expect.soft(title).toMatch(error);
    else expect.soft(title).not.toMatch(error);
    const focused = hasProblems ? this.applicant.problems : this.applicant.heading;
    await expect.soft(focused, `focus on ${name}`).toBeFocused();
    await checkPageSize(page, `${this.journey}/${name}/${language}`);
    await this.#checkWithAxe(name);
    await this.#checkNarrow(name);
    await takeScreenshot(page, PHONE, `${this.journey}-${name}-${language}-360`);
    await page.setViewportSize(DESKTOP);
    await takeScreenshot(page, DESKTOP, `${this.journey}-${name}-${language}-1280`);
  }

  /** @param {string} name */
  async #checkWithAxe(name) {
    const { page } = this.applicant;
    // Without legacy mode, each run opens a page of its own, which only pages with frames need.
    const { violations } = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode().analyze();
    expect.soft(describe(violations), `axe on ${name}`).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await page.evaluate((rules) => /** @type {any} */ (window).axe.run({ runOnly: rules }), COLOUR_RULES);
    expect.soft(describe(dark.violations), `axe on ${name} in dark colours`).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
  }

  /** @param {string} name */
  async #checkNarrow(name) {
    const { page } = this.applicant;
    const limits = { MIN_TARGET_SIZE, MIN_BUTTON_SIZE };
    await page.setViewportSize(NARROWEST);
    expect.soft(await page.evaluate(tooWide), `wider than 320 px on ${name}`).toEqual([]);
    expect.soft(await page.evaluate(tooSmall, limits), `targets that are too small on ${name}`).toEqual([]);
    await page.evaluate(spaceOutText);
    expect.soft(await page.evaluate(tooWide), `wider than 320 px with spaced text on ${name}`).toEqual([]);
    expect.soft(await page.evaluate(clipped), `clipped with spaced text on ${name}`).toEqual([]);
    await page.evaluate(() => void (document.adoptedStyleSheets = []));
  }
}

/**
 * @param {import('axe-core').Result[]} violations
 * @returns {string[]}
 */
function describe(violations) {
  return violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html).join('\n  ')}`);
}

// ---- These functions run in the page. ----------------------------------------------------------

/** The elements that make the page scroll sideways. */
function tooWide() {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const wide = [...document.body.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > clientWidth);
  return [`${scrollWidth} px`, ...wide.map((element) => element.outerHTML.slice(0, 120))];
}

/** The targets that are too small. A box and its label are one target. */
function tooSmall({ MIN_TARGET_SIZE, MIN_BUTTON_SIZE }) {
  const all = document.querySelectorAll('button, input:not([type="hidden"]), select, summary, a[href]');
  return [...all].flatMap((element) => {
    const inSentence = element.matches('p a, li a') && getComputedStyle(element).display === 'inline';
    if (!element.checkVisibility({ visibilityProperty: true }) || inSentence) return [];
    const boxes = [element, ...(/** @type {any} */ (element).labels ?? [])].map((each) => each.getBoundingClientRect());
    const size = Math.max(...boxes.map((box) => Math.min(box.width, box.height)));
    const limit = element.matches('button') ? MIN_BUTTON_SIZE : MIN_TARGET_SIZE;
    return size < limit ? [`${Math.round(size)} px: ${element.outerHTML.slice(0, 120)}`] : [];
  });
}

/** WCAG 1.4.12 Text Spacing. */
function spaceOutText() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}

/** The elements that hide a part of their own text. */
function clipped() {
  return [...document.body.querySelectorAll('*')].flatMap((element) => {
    const style = getComputedStyle(element);
    // Text for screen readers is clipped on purpose, and an input scrolls its text.
    const intended = element.clientWidth <= 1 || element.matches('input, rt, rp, script, noscript *');
    if (intended || !element.checkVisibility()) return [];
    const hides = (/** @type {string} */ overflow) => overflow === 'hidden' || overflow === 'clip';
    const cut =
      (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1) ||
      (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1);
    return cut ? [element.outerHTML.slice(0, 120)] : [];
  });
}
