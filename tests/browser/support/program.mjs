// The program under test. Each test starts its own, and stops it by its process id.

import { expect } from '@playwright/test';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const FILE = process.env.CARD_POINTS ?? '';

/** A running `card-points`. */
export class Program {
  /** Everything that it has printed, its address included. */
  output = '';

  /**
   * @param {string[]} args the arguments of `card-points`
   * @param {Record<string, string>} environment variables to add
   */
  constructor(args, environment) {
    if (!FILE) throw new Error('CARD_POINTS names no program: run tests/browser/run');
    this.child = spawn(FILE, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...environment } });
    /** Its exit code. @type {Promise<number | null>} */
    this.exited = once(this.child, 'close').then(([code]) => code);
    this.child.stderr.on('data', (bytes) => (this.output += bytes));
    const lines = createInterface({ input: this.child.stdout });
    const printed = new Promise((resolve) => {
      lines.on('line', (line) => {
        this.output += `${line}\n`;
        const [address] = /http:\S+/.exec(line) ?? [];
        if (address) resolve(address);
      });
    });
    /** The first address that it prints. @type {Promise<string>} */
    this.address = Promise.race([printed, this.exited.then((code) => this.#exitedEarly(code))]);
    // A test that does not need the address does not fail when there is none.
    this.address.catch(() => {});
  }

  /** @param {number | null} code */
  #exitedEarly(code) {
    throw new Error(`card-points has exited with ${code}:\n${this.output}`);
  }

  /** Waits until it has printed this text. @param {string} text */
  async waitForOutput(text) {
    await expect.poll(() => this.output).toContain(text);
  }

  /** Ends it at once, whatever it is doing. */
  kill() {
    this.child.kill('SIGKILL');
  }

  /** Stops it as the operating system does, and waits for its exit code. */
  async stop() {
    this.child.kill('SIGTERM');
    return this.exited;
  }
}
