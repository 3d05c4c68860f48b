// Observes everything that passes between a browser and the program, and what the browser stores.

import { expect } from '@playwright/test';

/** Files that the browser may cache while the program runs: they contain nothing personal. */
const STATIC_FILE = /^\/(style\.css|[a-z]+\.js|icon\.svg)$/;

/** Types of console messages that report a fault of ours, such as a violated Content Security Policy. */
const FAULT_TYPES = ['error', 'warning', 'assert'];

/** The console's note of an HTTP status. Tests that expect a status check it themselves. */
const STATUS_MESSAGE = /^Failed to load resource: the server responded with a status of/;

export class PrivacyMonitor {
  /** The address of every request. @type {URL[]} */
  requests = [];
  /** @type {import('@playwright/test').Response[]} */
  responses = [];
  /** All console messages. @type {string[]} */
  consoleMessages = [];
  /** Console messages and exceptions that report a fault. @type {string[]} */
  pageFaults = [];
  /** Passwords and security codes that the applicant typed. @type {Set<string>} */
  typedSecrets = new Set();

  /**
   * @param {import('@playwright/test').BrowserContext} context
   * @param {boolean} enabled whether the observations are checked after the test
   */
  constructor(context, enabled) {
    this.enabled = enabled;
    this.context = context;
    context.on('request', (request) => this.requests.push(new URL(request.url())));
    context.on('response', (response) => this.responses.push(response));
    context.on('console', (message) => {
      this.consoleMessages.push(message.text());
      if (FAULT_TYPES.includes(message.type()) && !STATUS_MESSAGE.test(message.text())) {
        this.pageFaults.push(message.text());
      }
    });
    context.on('weberror', (error) => this.pageFaults.push(String(error.error())));
  }

  /** Checks what was observed so far, and what the browser stores now. */
  async check() {
    const cookies = await this.context.cookies();
    const stored = await Promise.all(this.context.pages().map((page) => page.evaluate(storedNames)));
    const faults = [
      ...this.pageFaults.map((line) => `The console reports: ${line}`),
      ...this.secretsIn(this.consoleMessages.join('\n')).map((secret) => `${secret} is in the console`),
      ...this.requests.flatMap((address) => this.#faultsOfAddress(address)),
      ...this.responses.flatMap(faultsOfResponse),
      ...cookies.flatMap(faultsOfCookie),
      ...stored.flat().map((name) => `The browser stores ${name}`),
    ];
    expect.soft([...new Set(faults)], 'nothing leaks').toEqual([]);
  }

  /** @param {URL} address */
  #faultsOfAddress({ hostname, pathname, search }) {
    const faults = this.secretsIn(pathname + search).map((secret) => `${secret} is in an address`);
    // The address of the entry is random, so it can contain four digits by chance.
    if (pathname.startsWith('/enter/')) faults.length = 0;
    if (!/^cp-[0-9a-f]+\.localhost$/.test(hostname)) faults.push(`A request goes to ${hostname}`);
    return faults;
  }

  /** The typed secrets that `text` contains. @param {string} text */
  secretsIn(text) {
    return [...this.typedSecrets].filter((secret) => wholeWord(secret).test(text));
  }
}

/** @param {import('@playwright/test').Response} response */
function faultsOfResponse(response) {
  const { pathname } = new URL(response.url());
  const headers = response.headers();
  const expected = STATIC_FILE.test(pathname) && response.ok() ? 'private, max-age=86400' : 'no-store';
  const path = pathname.replace(/^\/enter\/.*/, '/enter/…');
  return [
    ...(headers['cache-control'] === expected ? [] : [`${path} may be cached: ${headers['cache-control']}`]),
    ...(headers['content-security-policy']?.includes("default-src 'none'") ? [] : [`${path} has no policy`]),
  ];
}

/** @param {import('@playwright/test').Cookie} cookie */
function faultsOfCookie({ name, httpOnly, sameSite, expires }) {
  const valid = name === 'card-points' && httpOnly && sameSite === 'Strict' && expires === -1;
  return valid ? [] : [`The cookie ${name} is not ours, or has the wrong attributes`];
}

/** @param {string} secret */
function wholeWord(secret) {
  const escaped = secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![0-9A-Za-z])${escaped}(?![0-9A-Za-z])`);
}

/** Runs in the page: the names of everything that it stores. */
async function storedNames() {
  if (!location.hostname.endsWith('.localhost')) return [];
  const databases = await indexedDB.databases();
  const names = [...Object.keys(localStorage), ...Object.keys(sessionStorage), ...(await caches.keys())];
  return [...names, ...databases.map(({ name }) => name), document.cookie].filter(Boolean);
}
