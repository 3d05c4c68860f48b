// Eyes on all that passes between a browser and the program, and on what stays in the browser.

import { expect } from '@playwright/test';

/** Kept by the browser for one start: they are the same for everybody. */
const STATIC = /^\/(style\.css|[a-z]+\.js|icon\.svg)$/;

/** Kinds of messages by which a browser tells of a fault of ours: a policy that was broken, too. */
const COMPLAINTS = ['error', 'warning', 'assert'];

/** Statuses are judged by the tests that expect them. */
const STATUS = /^Failed to load resource: the server responded with a status of/;

export class Watch {
  /** Everything that was asked for: where, and with which path. @type {URL[]} */
  asked = [];
  /** Everything that was served. @type {import('@playwright/test').Response[]} */
  served = [];
  /** What the console says. @type {string[]} */
  said = [];
  /** What it complains of. @type {string[]} */
  complained = [];
  /** What was typed and nobody may see. @type {Set<string>} */
  typed = new Set();

  /**
   * @param {import('@playwright/test').BrowserContext} context
   * @param {boolean} judges whether what was seen is judged
   */
  constructor(context, judges) {
    this.judges = judges;
    this.context = context;
    context.on('request', (request) => this.asked.push(new URL(request.url())));
    context.on('response', (response) => this.served.push(response));
    context.on('console', (message) => {
      this.said.push(message.text());
      if (COMPLAINTS.includes(message.type()) && !STATUS.test(message.text())) this.complained.push(message.text());
    });
    context.on('weberror', (error) => this.complained.push(String(error.error())));
  }

  /** Judges what was seen so far, and what is left in the browser now. */
  async judge() {
    const cookies = await this.context.cookies();
    const stores = await Promise.all(this.context.pages().map((page) => page.evaluate(stored)));
    const faults = [
      ...this.complained.map((line) => `The console says: ${line}`),
      ...this.secretsIn(this.said.join('\n')).map((secret) => `${secret} stands in the console`),
      ...this.asked.flatMap((address) => this.#faultsOfAddress(address)),
      ...this.served.flatMap(faultsOfReply),
      ...cookies.flatMap(faultsOfCookie),
      ...stores.flat().map((name) => `The browser keeps ${name}`),
    ];
    expect.soft([...new Set(faults)], 'nobody else sees anything').toEqual([]);
  }

  /** @param {URL} address */
  #faultsOfAddress({ hostname, pathname, search }) {
    const faults = this.secretsIn(pathname + search).map((secret) => `${secret} stands in an address`);
    // The way in is random, and good for one entry.
    if (pathname.startsWith('/enter/')) faults.length = 0;
    if (!/^cp-[0-9a-f]+\.localhost$/.test(hostname)) faults.push(`A request goes to ${hostname}`);
    return faults;
  }

  /** What was typed and stands in `text`. @param {string} text */
  secretsIn(text) {
    return [...this.typed].filter((secret) => alone(secret).test(text));
  }
}

/** @param {import('@playwright/test').Response} response */
function faultsOfReply(response) {
  const { pathname } = new URL(response.url());
  const headers = response.headers();
  const wanted = STATIC.test(pathname) && response.ok() ? 'private, max-age=86400' : 'no-store';
  const path = pathname.replace(/^\/enter\/.*/, '/enter/…');
  return [
    ...(headers['cache-control'] === wanted ? [] : [`${path} may be kept: ${headers['cache-control']}`]),
    ...(headers['content-security-policy']?.includes("default-src 'none'") ? [] : [`${path} has no policy`]),
  ];
}

/** @param {import('@playwright/test').Cookie} cookie */
function faultsOfCookie({ name, httpOnly, sameSite, expires }) {
  const ours = name === 'card-points' && httpOnly && sameSite === 'Strict' && expires === -1;
  return ours ? [] : [`A cookie that is not as ours: ${name}`];
}

/** @param {string} secret */
function alone(secret) {
  const escaped = secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![0-9A-Za-z])${escaped}(?![0-9A-Za-z])`);
}

/** In the page: names of all that it has stored. */
async function stored() {
  if (!location.hostname.endsWith('.localhost')) return [];
  const databases = await indexedDB.databases();
  const names = [...Object.keys(localStorage), ...Object.keys(sessionStorage), ...(await caches.keys())];
  return [...names, ...databases.map(({ name }) => name), document.cookie].filter(Boolean);
}
