// A person who answers what they are asked, with the practice slip beside the page.

import { expect } from '@playwright/test';

/** How a person answers, where it is not said otherwise. */
const HABITS = {
  /** What they came for, on the first page. */
  errand: 'apply',
  /** To "have you applied before?". */
  applied: 'no',
  /** Whose points. */
  holder: 'myself',
  /** Measures; those that can't be chosen are left out. */
  measures: ['new-card', 'health-insurance', 'receipt-account'],
  /** What next, once it is known what stands. */
  standing: 'done',
  /** Town or prefecture. */
  place: '',
  /** Passwords that are typed before the right one, in this order. */
  typing: /** @type {string[]} */ ([]),
};

/** A payment service's number. */
const CSS_NAME = /^MP\d+$/;

export class Person {
  /**
   * @param {import('@playwright/test').Page} page
   * @param {Partial<typeof HABITS>} habits
   */
  constructor(page, habits = {}) {
    this.page = page;
    this.habits = { ...HABITS, ...habits };
    this.typing = [...this.habits.typing];
    /** Called on each page that is met, before it is answered. @type {(name: string) => Promise<void>} */
    this.meets = async () => {};
    /** Called with each secret that is typed. @type {(secret: string) => void} */
    this.types = () => {};
  }

  /** Where they are: a question's name, `card` where one is to be laid on, `end`. */
  where() {
    const { pathname } = new URL(this.page.url());
    return pathname.replace(/^\/(ask\/)?/, pathname === '/ask/card' ? 'this-' : '');
  }

  /** The main button. */
  get button() {
    return this.page.locator('#go');
  }

  /** What the page is called on itself. */
  get heading() {
    return this.page.locator('h1');
  }

  /** The summary of what is wrong. */
  get problems() {
    return this.page.locator('.problems');
  }

  /** The number of the step that the page shows. */
  get serial() {
    return this.page.locator('input[name="serial"]').first();
  }

  /** What the practice slip says that this person knows by heart. */
  async slip() {
    const facts = this.page.locator('.slip dd');
    const [password, , account, ...codes] = await facts.allTextContents();
    const service = await this.page.locator('.slip [data-id]').getAttribute('data-id');
    return { password, service, account, codes };
  }

  /**
   * Does something that leads to another step, and waits until that is there.
   * @param {() => Promise<void>} deed
   */
  async step(deed) {
    const before = await this.serial.inputValue();
    await deed();
    await expect(this.serial).not.toHaveValue(before);
    await this.page.waitForLoadState();
  }

  /** Presses a button that leads to another step. @param {string} what the button's value */
  async press(what) {
    await this.step(() => this.page.locator(`[name="do"][value="${what}"]`).first().click());
  }

  /** Goes on with what the page has in it. */
  async go() {
    await this.step(() => this.button.click());
  }

  /** Chooses, and goes on. @param {...string} ids */
  async choose(...ids) {
    for (const id of ids) await this.page.locator(`#choice-${id}`).check();
    await this.go();
  }

  /** Chooses a payment service, and goes on. @param {string} service its number, or its name */
  async chooseService(service) {
    const { page } = this;
    const named = page.locator('.choice').filter({ has: page.getByText(service, { exact: true }) });
    await page.locator(`#choice-${CSS_NAME.exec(service) ?? 'none'}`).or(named.locator('input')).first().check();
    await this.go();
  }

  /** Fills in fields by their names, and goes on. @param {Record<string, string>} values */
  async fill(values) {
    for (const [name, value] of Object.entries(values)) {
      if (name.startsWith('code-')) this.types(value);
      await this.page.locator(`#field-${name}`).fill(value);
    }
    await this.go();
  }

  /** Types a password, and goes on. @param {string} password */
  async type(password) {
    this.types(password);
    await this.page.locator('#password').fill(password);
    await this.go();
  }

  /**
   * Practice: lays the card on.
   * @param {'reading' | 'password' | 'signing'} [torn] it is taken away too early, while it does this
   */
  async lay(torn) {
    const button = this.page.locator('[name="do"][value="lay"]');
    if (!torn) return this.step(() => button.click());
    // The page has no button for each of them. In one go, since the page may be told of something meanwhile.
    const tear = (/** @type {any} */ it, /** @type {string} */ stage) => {
      it.value = `lay:torn-${stage}`;
      it.click();
    };
    await this.step(() => button.evaluate(tear, torn));
  }

  /** Practice: takes another card in hand. @param {string} id */
  async take(id) {
    const { page } = this;
    const here = page.url();
    await page.locator('a[href="/practice"]').click();
    await page.locator(`#card-${id}`).check();
    await page.locator('[name="do"][value="take"]').click();
    await page.waitForURL(here);
  }

  /** Answers the page that is open. */
  async answer() {
    const { habits, page } = this;
    const where = this.where();
    switch (where) {
      case 'home':
        return this.choose(habits.errand);
      case 'applied':
        return this.choose(habits.applied);
      case 'holder':
        return this.choose(habits.holder);
      case 'standing':
      case 'spots':
        return this.choose(habits.standing);
      case 'measures': {
        const open = page.locator('input[name="choice"]:enabled');
        const ids = await open.evaluateAll((all) => all.map((each) => /** @type {any} */ (each).value));
        return this.choose(...ids.filter((id) => habits.measures.includes(id)));
      }
      case 'service':
        return this.chooseService((await this.slip()).service);
      case 'account': {
        const { account, codes } = await this.slip();
        const values = codes.map((code, n) => [`code-${n + 1}`, code]);
        return this.fill({ account, ...Object.fromEntries(values) });
      }
      case 'password':
        return this.type(this.typing.shift() ?? (await this.slip()).password);
      case 'place':
        return this.fill({ place: habits.place });
      case 'card':
        return this.lay();
      case 'again':
      case 'terms':
      case 'confirm':
      case 'last-try':
        return this.go();
      default:
        throw new Error(`nobody said how to answer ${where}`);
    }
  }

  /**
   * Answers one page after another until this one is open.
   * @param {string} where
   */
  async until(where) {
    while (this.where() !== where) {
      await this.meets(this.where());
      await this.answer();
    }
    await this.meets(where);
  }
}
