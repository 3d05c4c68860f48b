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
 * @param {Language} language
 * @param {string} name
 */
function message(language, name) {
  const found = messages(language).get(name);
  if (!found) throw new Error(`${language} has no words for ${name}`);
  return found;
}

/** What finds a message, with any value where it has a place for one. @param {string} message */
function pattern(message) {
  const parts = message.split(/\{[^}]*\}?/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(parts.join('.*'));
}

/** The reading of kanji, as it stands in a message. */
const READING = /（([ぁ-ゖー]+)）/g;

/**
 * What finds those words on a page, where a reading stands above its kanji and so behind them in the text.
 * @param {Language} language
 * @param {string} name the message's, e.g. `locked-title`
 */
export function words(language, name) {
  const text = message(language, name);
  return pattern(language === 'ja-simple' ? text.replace(READING, '$1') : text);
}

/**
 * The same words where no markup can stand (a title): without the readings of their kanji.
 * @param {Language} language
 * @param {string} name
 */
export function plainWords(language, name) {
  const text = message(language, name);
  return pattern(language === 'ja-simple' ? text.replace(READING, '') : text);
}
