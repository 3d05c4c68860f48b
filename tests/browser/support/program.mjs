// The program under test: started for one test, and stopped by its own process id.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const FILE = process.env.CARD_POINTS ?? '';

/** A `card-points` that runs. */
export class Program {
  /** Everything that it printed: its address, and whatever it has to say. */
  printed = '';

  /** @param {string[]} args what stands behind `card-points` */
  constructor(args) {
    if (!FILE) throw new Error('CARD_POINTS names no program: tests/browser/run builds it');
    this.child = spawn(FILE, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.ended = once(this.child, 'close').then(([code]) => code);
    this.child.stderr.on('data', (bytes) => (this.printed += bytes));
    this.lines = createInterface({ input: this.child.stdout });
    this.lines.on('line', (line) => (this.printed += `${line}\n`));
  }

  /**
   * Waits until it prints an address, and gives that.
   * @returns {Promise<string>}
   */
  async address() {
    const printed = new Promise((resolve) => {
      this.lines.on('line', (line) => {
        const [address] = /http:\S+/.exec(line) ?? [];
        if (address) resolve(address);
      });
    });
    const ended = this.ended.then((code) => {
      throw new Error(`card-points has ended with ${code}:\n${this.printed}`);
    });
    return Promise.race([printed, ended]);
  }

  /**
   * Stops it as the system would.
   * @returns {Promise<number | null>} its exit code
   */
  async stop() {
    this.child.kill('SIGTERM');
    return this.ended;
  }
}
