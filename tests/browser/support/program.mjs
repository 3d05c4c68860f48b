// The program under test: started for one test, and stopped by its own process id.

import { expect } from '@playwright/test';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const FILE = process.env.CARD_POINTS ?? '';

/** A `card-points` that runs. */
export class Program {
  /** Everything that it printed: its address, and whatever it has to say. */
  printed = '';

  /**
   * @param {string[]} args what stands behind `card-points`
   * @param {Record<string, string>} environment more of its environment
   */
  constructor(args, environment) {
    if (!FILE) throw new Error('CARD_POINTS names no program: tests/browser/run builds it');
    this.child = spawn(FILE, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...environment } });
    this.ended = once(this.child, 'close').then(([code]) => code);
    this.child.stderr.on('data', (bytes) => (this.printed += bytes));
    const lines = createInterface({ input: this.child.stdout });
    const printed = new Promise((resolve) => {
      lines.on('line', (line) => {
        this.printed += `${line}\n`;
        const [address] = /http:\S+/.exec(line) ?? [];
        if (address) resolve(address);
      });
    });
    /** The address that it prints first. @type {Promise<string>} */
    this.address = Promise.race([printed, this.ended.then((code) => this.#endedEarly(code))]);
    // Where nobody waits for it, nobody is told.
    this.address.catch(() => {});
  }

  /** @param {number | null} code */
  #endedEarly(code) {
    throw new Error(`card-points has ended with ${code}:\n${this.printed}`);
  }

  /** Waits until it has printed that. @param {string} words */
  async prints(words) {
    await expect.poll(() => this.printed).toContain(words);
  }

  /** Takes it away in the middle of whatever it does. */
  kill() {
    this.child.kill('SIGKILL');
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
