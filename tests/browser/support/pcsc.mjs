// PC/SC for the tests: pcscd with its virtual readers, and a proxy in front of it that a test can close, or in which it
// can hold back a command.

import { expect } from '@playwright/test';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { promisify } from 'node:util';

const SOCKET = '/run/pcscd/pcscd.comm';
const PROCESS_ID_FILE = '/run/pcscd/pcscd.pid';
/** The port of vpcd's first reader. */
const VPCD_PORT = 35963;

/** The command VERIFY, in the bytes that go to pcscd. */
export const VERIFY = /\x00\x20\x00[^]\x04/;
/** The command that computes the signature. */
export const SIGN = /\x80\x2a\x00[^]\x33/;

/**
 * Starts pcscd, unless it is running.
 * @returns {Promise<() => Promise<void>>} stops the pcscd that was started
 */
export async function startPcscd() {
  if (await accepts({ path: SOCKET })) return async () => {};
  // A killed pcscd leaves both files, and another one refuses to start if a process has that id.
  for (const file of [SOCKET, PROCESS_ID_FILE]) rmSync(file, { force: true });
  const daemon = spawn('pcscd', ['--foreground'], { stdio: 'ignore' });
  const exited = once(daemon, 'close');
  await expect.poll(() => accepts({ port: VPCD_PORT, host: '127.0.0.1' }), 'pcscd serves vpcd (is it root?)').toBe(true);
  await expect.poll(() => accepts({ path: SOCKET })).toBe(true);
  return async () => {
    daemon.kill('SIGTERM');
    await exited;
  };
}

/** Whether a server accepts connections there. @param {import('node:net').NetConnectOpts} address */
async function accepts(address) {
  const socket = createConnection(address);
  return new Promise((resolve) => {
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}

/**
 * Waits until OpenSC sees a card on each of the first readers. pcscd polls one reader after another, every 0.4 s.
 * @param {number} readers
 */
export async function waitForCards(readers) {
  const cards = async () => {
    const { stdout } = await promisify(execFile)('opensc-tool', ['--list-readers']);
    return stdout.split('\n').filter((line) => /^\d+\s+Yes\b/.test(line)).length;
  };
  await expect.poll(cards).toBe(readers);
}

/** A proxy in front of pcscd for one program. It is closed at first. */
export class PcscProxy {
  /** @type {Set<import('node:net').Socket>} */
  #sockets = new Set();
  /** @type {{ command: RegExp, action: () => Promise<void> } | undefined} */
  #hook;

  /** @param {string} path of the socket to which the program connects */
  constructor(path) {
    this.path = path;
    this.server = createServer((client) => this.#connect(client));
  }

  async open() {
    this.server.listen(this.path);
    await once(this.server, 'listening');
  }

  close() {
    this.server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  /**
   * Does something when a command is on its way, before the card gets it.
   * @param {RegExp} command matches the command's bytes
   * @param {() => Promise<void>} action
   */
  before(command, action) {
    this.#hook = { command, action };
  }

  /** @param {import('node:net').Socket} client */
  #connect(client) {
    const pcscd = createConnection(SOCKET);
    const both = [client, pcscd];
    for (const socket of both) {
      this.#sockets.add(socket);
      socket.on('error', () => {}).on('close', () => both.forEach((each) => each.destroy()));
    }
    pcscd.pipe(client);
    client.on('data', async (bytes) => {
      const hook = this.#hook;
      if (hook?.command.test(bytes.toString('latin1'))) {
        this.#hook = undefined;
        client.pause();
        await hook.action();
        client.resume();
      }
      pcscd.write(bytes);
    });
  }
}
