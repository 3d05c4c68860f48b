// A simulated applicant, who answers each page with what the practice slip beside it says.

import { expect } from '@playwright/test';

/** How an applicant answers, unless a test says otherwise. */
const DEFAULT_ANSWERS = {
  /** The journey to choose on the first page. */
  journey: 'apply',
  /** "Have you applied before?" */
  applied: 'no',
  /** Who the points are for. */
  holder: 'myself',
  /** Measures. Those that are not available are left out. */
  measures: ['new-card', 'health-insurance', 'receipt-account'],
  /** What to do next, after the status or the list of Application Spots. */
  next: 'done',
  /** Town or prefecture. */
  place: '',
  /** Passwords to type before the right one, in this order. */
  wrongPasswords: /** @type {string[]} */ ([]),
};

/** The ID of a payment service. */
const SERVICE_ID = /^MP\d+$/;

export class Applicant {
  /**
   * @param {import('@playwright/test').Page} page
   * @param {Partial<typeof DEFAULT_ANSWERS>} answers
   */
  constructor(page, answers = {}) {
    this.page = page;
    this.answers = { ...DEFAULT_ANSWERS, ...answers };
    this.wrongPasswords = [...this.answers.wrongPasswords];
    /** Called on each page before it is answered. @type {(pageName: string) => Promise<void>} */
    this.onPage = async () => {};
    /** Called with each secret that is typed. @type {(secret: string) => void} */
    this.onSecret = () => {};
  }

  /** The name of the open page: a question's, `card` where a card is to be presented, or `end`. */
  pageName() {
    const { pathname } = new URL(this.page.url());
    return pathname.replace(/^\/(ask\/)?/, pathname === '/ask/card' ? 'this-' : '');
  }

  get mainButton() {
    return this.page.locator('#go');
  }

  get heading() {
    return this.page.locator('h1');
  }

  /** The summary of problems above a form. */
  get problems() {
    return this.page.locator('.problems');
  }

  /** The hidden number of the step that the page shows. */
  get stepNumber() {
    return this.page.locator('input[name="serial"]').first();
  }

  /** What the practice slip lists: what the card's holder knows by heart. */
  async slip() {
    const facts = this.page.locator('.slip dd');
    const [password, , account, ...codes] = await facts.allTextContents();
    const service = await this.page.locator('.slip [data-id]').getAttribute('data-id');
    return { password, service, account, codes };
  }

  /**
   * Does something that leads to another step, and waits for that step.
   * @param {() => Promise<void>} action
   */
  async waitForNextStep(action) {
    const before = await this.stepNumber.inputValue();
    await action();
    await expect(this.stepNumber).not.toHaveValue(before);
    await this.page.waitForLoadState();
  }

  /** Presses a button that leads to another step. @param {string} value the button's */
  async press(value) {
    await this.waitForNextStep(() => this.page.locator(`[name="do"][value="${value}"]`).first().click());
  }

  /** Presses the main button. */
  async submit() {
    await this.waitForNextStep(() => this.mainButton.click());
  }

  /** Selects choices, and submits. @param {...string} ids */
  async choose(...ids) {
    for (const id of ids) await this.page.locator(`#choice-${id}`).check();
    await this.submit();
  }

  /** Selects a payment service, and submits. @param {string} service its ID or its name */
  async chooseService(service) {
    const { page } = this;
    const named = page.locator('.choice').filter({ has: page.getByText(service, { exact: true }) });
    await page.locator(`#choice-${SERVICE_ID.exec(service) ?? 'none'}`).or(named.locator('input')).first().check();
    await this.submit();
  }

  /** Fills in fields by their names, and submits. @param {Record<string, string>} values */
  async fill(values) {
    for (const [name, value] of Object.entries(values)) {
      if (name.startsWith('code-')) this.onSecret(value);
      await this.page.locator(`#field-${name}`).fill(value);
    }
    await this.submit();
  }

  /** Types a password, and submits. @param {string} password */
  async typePassword(password) {
    this.onSecret(password);
    await this.page.locator('#password').fill(password);
    await this.submit();
  }

  /**
   * Presents the virtual card.
   * @param {'reading' | 'password' | 'signing'} [removedWhile] what the card is doing when it is removed too early
   */
  async presentCard(removedWhile) {
    const button = this.page.locator('[name="do"][value="lay"]');
    if (!removedWhile) return this.waitForNextStep(() => button.click());
    // The page has no button for each of these. One call changes and clicks the button, because an event may change the
    // page in between.
    const remove = (/** @type {any} */ element, /** @type {string} */ stage) => {
      element.value = `lay:torn-${stage}`;
      element.click();
    };
    await this.waitForNextStep(() => button.evaluate(remove, removedWhile));
  }

  /** Chooses another virtual card on the practice page. @param {string} id */
  async switchCard(id) {
    const { page } = this;
    const here = page.url();
    await page.locator('a[href="/practice"]').click();
    await page.locator(`#card-${id}`).check();
    await page.locator('[name="do"][value="take"]').click();
    await page.waitForURL(here);
  }

  /** Answers the open page. */
  async answerPage() {
    const { answers, page } = this;
    const name = this.pageName();
    switch (name) {
      case 'home':
        return this.choose(answers.journey);
      case 'applied':
        return this.choose(answers.applied);
      case 'holder':
        return this.choose(answers.holder);
      case 'standing':
      case 'spots':
        return this.choose(answers.next);
      case 'measures': {
        const available = page.locator('input[name="choice"]:enabled');
        const ids = await available.evaluateAll((all) => all.map((each) => /** @type {any} */ (each).value));
        return this.choose(...ids.filter((id) => answers.measures.includes(id)));
      }
      case 'service':
        return this.chooseService((await this.slip()).service);
      case 'account': {
        const { account, codes } = await this.slip();
        const values = codes.map((code, n) => [`code-${n + 1}`, code]);
        return this.fill({ account, ...Object.fromEntries(values) });
      }
      case 'password':
        return this.typePassword(this.wrongPasswords.shift() ?? (await this.slip()).password);
      case 'place':
        return this.fill({ place: answers.place });
      case 'card':
        return this.presentCard();
      case 'again':
      case 'terms':
      case 'confirm':
      case 'last-try':
        return this.submit();
      default:
        throw new Error(`The applicant has no answer for the page ${name}`);
    }
  }

  /**
   * Answers one page after another until the named page is open.
   * @param {string} pageName
   */
  async answerUntil(pageName) {
    while (this.pageName() !== pageName) {
      await this.onPage(this.pageName());
      await this.answerPage();
    }
    await this.onPage(pageName);
  }
}
