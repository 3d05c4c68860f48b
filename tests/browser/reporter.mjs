// Reports how many tests ran, which were retried, and what was measured.

/** How many of the largest pages the report names. */
const NAMED_PAGES = 3;

/** @implements {import('@playwright/test/reporter').Reporter} */
export default class Reporter {
  ran = 0;
  /** @type {string[]} */
  retried = [];
  /** @type {string[]} */
  measurements = [];
  /** Bytes by the page's name. @type {Map<string, number>} */
  pageSizes = new Map();

  /**
   * @param {import('@playwright/test/reporter').TestCase} test
   * @param {import('@playwright/test/reporter').TestResult} result
   */
  onTestEnd(test, result) {
    if (result.status !== 'skipped' && result.retry === 0) this.ran += 1;
    if (result.retry > 0) this.retried.push(test.title);
    for (const { type, description = '' } of result.annotations) {
      if (type === 'measurement') this.measurements.push(description);
      if (type === 'page size') {
        const [bytes, name] = description.split(' ', 2);
        this.pageSizes.set(name, Number(bytes));
      }
    }
  }

  onEnd() {
    for (const title of this.retried) console.log(`Retried: ${title}`);
    for (const line of this.measurements) console.log(line);
    const largest = [...this.pageSizes].sort(([, a], [, b]) => b - a).slice(0, NAMED_PAGES);
    const lines = largest.map(([name, bytes]) => `${name} ${(bytes / 1000).toFixed(1)} kB`);
    if (lines.length > 0) console.log(`Largest of ${this.pageSizes.size} pages: ${lines.join(', ')}`);
    console.log(`${this.ran} browser tests ran.`);
    // Without this, a run that finds no tests would pass.
    if (this.ran === 0) return { status: /** @type {const} */ ('failed') };
  }
}
