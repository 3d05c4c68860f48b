// PC/SC: the service that runs on this machine, or else one of our own; and a door to it for one program, which a test
// shuts, or in which it waits for the worst moment.

import { expect } from '@playwright/test';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { promisify } from 'node:util';

/** Where pcscd listens, and the note of its process id. */
const SOCKET = '/run/pcscd/pcscd.comm';
const NOTE = '/run/pcscd/pcscd.pid';
/** vpcd's first reader. */
const VPCD = 35963;

/** The command that brings the password to the card. */
export const VERIFY = /\x00\x20\x00[^]\x04/;
/** The command that has the card sign. */
export const SIGN = /\x80\x2a\x00[^]\x33/;

/**
 * Reaches pcscd with its virtual readers, or starts it.
 * @returns {Promise<() => Promise<void>>} ends the one that was started
 */
export async function service() {
  if (await listens({ path: SOCKET })) return async () => {};
  // A pcscd that was killed leaves both, and a new one would not start beside a process of that id.
  for (const left of [SOCKET, NOTE]) rmSync(left, { force: true });
  const daemon = spawn('pcscd', ['--foreground'], { stdio: 'ignore' });
  const ended = once(daemon, 'close');
  await expect.poll(() => listens({ port: VPCD, host: '127.0.0.1' }), 'pcscd serves vpcd (is it root?)').toBe(true);
  await expect.poll(() => listens({ path: SOCKET })).toBe(true);
  return async () => {
    daemon.kill('SIGTERM');
    await ended;
  };
}

/** @param {import('node:net').NetConnectOpts} where */
async function listens(where) {
  const socket = createConnection(where);
  return new Promise((resolve) => {
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}

/**
 * Waits until PC/SC shows a card on each of the first readers, as somebody else's program sees it: it looks at one after
 * the other, every 0.4 s.
 * @param {number} readers
 */
export async function shown(readers) {
  const cards = async () => {
    const { stdout } = await promisify(execFile)('opensc-tool', ['--list-readers']);
    return stdout.split('\n').filter((line) => /^\d+\s+Yes\b/.test(line)).length;
  };
  await expect.poll(cards).toBe(readers);
}

/** The way to pcscd for one program. Shut at first. */
export class Door {
  /** @type {Set<import('node:net').Socket>} */
  #inside = new Set();
  /** @type {{ when: RegExp, then: () => Promise<void> } | undefined} */
  #waits;

  /** @param {string} path where the program looks for the service */
  constructor(path) {
    this.path = path;
    this.server = createServer((caller) => this.#letIn(caller));
  }

  async open() {
    this.server.listen(this.path);
    await once(this.server, 'listening');
  }

  shut() {
    this.server.close();
    for (const end of this.#inside) end.destroy();
  }

  /**
   * Does something at the moment when a command leaves for the card, before it arrives there.
   * @param {RegExp} when found in the command's bytes
   * @param {() => Promise<void>} then
   */
  at(when, then) {
    this.#waits = { when, then };
  }

  /** @param {import('node:net').Socket} caller */
  #letIn(caller) {
    const inner = createConnection(SOCKET);
    const both = [caller, inner];
    for (const end of both) {
      this.#inside.add(end);
      end.on('error', () => {}).on('close', () => both.forEach((each) => each.destroy()));
    }
    inner.pipe(caller);
    caller.on('data', async (bytes) => {
      const waits = this.#waits;
      if (waits?.when.test(bytes.toString('latin1'))) {
        this.#waits = undefined;
        caller.pause();
        await waits.then();
        caller.resume();
      }
      inner.write(bytes);
    });
  }
}
