// What a person is to read, as the core's Fluent files have it: so that no test repeats the words.

import { readFileSync } from 'node:fs';

/** @typedef {'en' | 'ja' | 'ja-simple'} Language */

/** @type {Language[]} */
export const LANGUAGES = ['en', 'ja', 'ja-simple'];

/** A browser's own language, whose pages are asked for in it. */
export const LOCALES = { en: 'en-GB', ja: 'ja', 'ja-simple': 'ja-simple' };

/** Each language by the name that it has for people. */
export const NAMES = { en: 'English', ja: 'Japanese', 'ja-simple': 'plain Japanese' };

const TEXT = new URL('../../../core/src/text/', import.meta.url);

/** @type {Map<Language, Map<string, string>>} */
const read = new Map();

/** @param {Language} language */
function messages(language) {
  const known = read.get(language);
  if (known) return known;
  /** @type {Map<string, string>} */
  const all = new Map();
  for (const file of ['journey', 'labels', 'help']) {
    const text = readFileSync(new URL(`${language}/${file}.ftl`, TEXT), 'utf8');
    for (const [, name, words] of text.matchAll(/^([a-z][a-z0-9-]*) = (.*)$/gm)) all.set(name, words);
  }
  read.set(language, all);
  return all;
}

/**
 * What finds those words on a page; any value may stand where they have a place for one.
 * @param {Language} language
 * @param {string} name the message's, e.g. `locked-title`
 * @returns {RegExp}
 */
export function words(language, name) {
  const message = messages(language).get(name);
  if (!message) throw new Error(`${language} has no words for ${name}`);
  const parts = message.split(/\{[^}]*\}?/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(parts.join('.*'));
}

/**
 * The same words where no markup can stand (a title): without the readings of their kanji.
 * @param {Language} language
 * @param {string} name
 */
export function plainWords(language, name) {
  const { source } = words(language, name);
  return new RegExp(language === 'ja-simple' ? source.replace(/（[ぁ-ゖー]+）/g, '') : source);
}
