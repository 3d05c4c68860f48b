// Whether everybody can use a page: WCAG 2.2 AA as far as a machine can judge it (axe-core), and what axe doesn't judge.

import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { picture } from './pictures.mjs';
import { weigh } from './weight.mjs';
import { plainWords } from './words.mjs';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The rules whose verdict the colours change. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block'];

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 360, height: 740 };
/** WCAG 1.4.10 Reflow. */
const NARROWEST = { width: 320, height: 640 };

/** CSS pixels: WCAG 2.5.8 for every target, and our own for buttons. */
const TARGET = 24;
const BUTTON = 44;

/** Looks at each page once, for everybody. */
export class Everybody {
  /** Each page that was looked at, by its title. @type {Map<string, { called: string, wrong: boolean }>} */
  seen = new Map();

  /**
   * @param {import('./person.mjs').Person & { language: import('./words.mjs').Language }} person
   * @param {string} journey what pictures are named by
   */
  constructor(person, journey) {
    this.person = person;
    this.journey = journey;
  }

  /** Looks at the page that is open. @param {string} [called] */
  async look(called = this.person.where()) {
    const { page, language } = this.person;
    const wrong = await this.person.problems.isVisible();
    const title = await page.title();
    const before = this.seen.get(title);
    if (before?.called === called) return;
    expect.soft(before, `"${title}" is the title of one page alone`).toBeUndefined();
    const like = [...this.seen.values()].filter((page) => page.called === called && page.wrong === wrong);
    this.seen.set(title, { called, wrong });
    const name = [called, wrong ? 'problem' : [], like.length > 0 ? like.length + 1 : []].flat().join('-');
    await expect.soft(page.locator('html')).toHaveAttribute('lang', language);
    const error = new RegExp(`^${plainWords(language, 'label-problem-title').source}`);
    if (wrong) expect.soft(title).toMatch(error);
    else expect.soft(title).not.toMatch(error);
    await expect.soft(wrong ? this.person.problems : this.person.heading, `focus on ${name}`).toBeFocused();
    await weigh(page, `${this.journey}/${name}/${language}`);
    await this.judged(name);
    await this.narrow(name);
    await picture(page, NARROW, `${this.journey}-${name}-${language}-360`);
    await page.setViewportSize(WIDE);
    await picture(page, WIDE, `${this.journey}-${name}-${language}-1280`);
  }

  /** @param {string} name */
  async judged(name) {
    const { page } = this.person;
    // Without legacy mode, each run would open a page of its own; there is no frame here that would need it.
    const { violations } = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode().analyze();
    expect.soft(told(violations), `axe on ${name}`).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await page.evaluate((rules) => /** @type {any} */ (window).axe.run({ runOnly: rules }), OF_COLOUR);
    expect.soft(told(dark.violations), `axe on ${name} in the dark`).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
  }

  /** @param {string} name */
  async narrow(name) {
    const { page } = this.person;
    await page.setViewportSize(NARROWEST);
    expect.soft(await page.evaluate(outside), `what is wider than 320 px on ${name}`).toEqual([]);
    expect.soft(await page.evaluate(small, { TARGET, BUTTON }), `targets that are too small on ${name}`).toEqual([]);
    await page.evaluate(spaceOut);
    expect.soft(await page.evaluate(outside), `what is wider with text spaced out on ${name}`).toEqual([]);
    expect.soft(await page.evaluate(clipped), `what is clipped with text spaced out on ${name}`).toEqual([]);
    await page.evaluate(() => void (document.adoptedStyleSheets = []));
  }
}

/**
 * @param {import('axe-core').Result[]} violations
 * @returns {string[]}
 */
function told(violations) {
  return violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html).join('\n  ')}`);
}

// ---- these run in the page --------------------------------------------------------------------

/** What makes the page scroll sideways. */
function outside() {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const wide = [...document.body.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > clientWidth);
  return [`${scrollWidth} px`, ...wide.map((element) => element.outerHTML.slice(0, 120))];
}

/** What is hard to hit: a box counts with the label that belongs to it. */
function small({ TARGET, BUTTON }) {
  const all = document.querySelectorAll('button, input:not([type="hidden"]), select, summary, a[href]');
  return [...all].flatMap((element) => {
    const inSentence = element.matches('p a, li a') && getComputedStyle(element).display === 'inline';
    if (!element.checkVisibility({ visibilityProperty: true }) || inSentence) return [];
    const boxes = [element, ...(/** @type {any} */ (element).labels ?? [])].map((each) => each.getBoundingClientRect());
    const least = Math.max(...boxes.map((box) => Math.min(box.width, box.height)));
    const wanted = element.matches('button') ? BUTTON : TARGET;
    return least < wanted ? [`${Math.round(least)} px: ${element.outerHTML.slice(0, 120)}`] : [];
  });
}

/** WCAG 1.4.12 Text Spacing. */
function spaceOut() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}

/** What hides a part of its own text. */
function clipped() {
  return [...document.body.querySelectorAll('*')].flatMap((element) => {
    const style = getComputedStyle(element);
    // Words for those who listen are cut away on purpose; a field scrolls by itself.
    const meant = element.clientWidth <= 1 || element.matches('input, rt, rp, script, noscript *');
    if (meant || !element.checkVisibility()) return [];
    const hides = (/** @type {string} */ overflow) => overflow === 'hidden' || overflow === 'clip';
    const cut =
      (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1) ||
      (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1);
    return cut ? [element.outerHTML.slice(0, 120)] : [];
  });
}
