// Says how many tests ran, and what was measured.

/** How many of the heaviest pages are named. */
const NAMED = 3;

/** @implements {import('@playwright/test/reporter').Reporter} */
export default class Report {
  ran = 0;
  /** Tests that needed a second go. @type {string[]} */
  again = [];
  /** @type {string[]} */
  measured = [];
  /** Bytes of each page. @type {Map<string, number>} */
  weights = new Map();

  /**
   * @param {import('@playwright/test/reporter').TestCase} test
   * @param {import('@playwright/test/reporter').TestResult} result
   */
  onTestEnd(test, result) {
    if (result.status !== 'skipped' && result.retry === 0) this.ran += 1;
    if (result.retry > 0) this.again.push(test.title);
    for (const { type, description = '' } of result.annotations) {
      if (type === 'measured') this.measured.push(description);
      if (type === 'weight') {
        const [bytes, name] = description.split(' ', 2);
        this.weights.set(name, Number(bytes));
      }
    }
  }

  onEnd() {
    for (const title of this.again) console.log(`Went twice: ${title}`);
    for (const line of this.measured) console.log(line);
    const heaviest = [...this.weights].sort(([, a], [, b]) => b - a).slice(0, NAMED);
    const named = heaviest.map(([name, bytes]) => `${name} ${(bytes / 1000).toFixed(1)} kB`);
    if (named.length > 0) console.log(`Heaviest of ${this.weights.size} pages: ${named.join(', ')}`);
    console.log(`${this.ran} browser tests ran.`);
    // Tests that are no longer found would pass in silence.
    if (this.ran === 0) return { status: /** @type {const} */ ('failed') };
  }
}
