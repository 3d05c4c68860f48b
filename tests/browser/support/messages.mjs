// The texts that pages show, read from the core's Fluent files so that no test repeats them.

import { readFileSync } from 'node:fs';

/** @typedef {'en' | 'ja' | 'ja-simple'} Language */

/** @type {Language[]} */
export const LANGUAGES = ['en', 'ja', 'ja-simple'];

/** The browser's locale with which it asks for each language. */
export const LOCALES = { en: 'en-GB', ja: 'ja', 'ja-simple': 'ja-simple' };

/** For test names. */
export const LANGUAGE_NAMES = { en: 'English', ja: 'Japanese', 'ja-simple': 'plain Japanese' };

const TEXT_FOLDER = new URL('../../../core/src/text/', import.meta.url);

/** @type {Map<Language, Map<string, string>>} */
const cache = new Map();

/** @param {Language} language */
function messages(language) {
  const cached = cache.get(language);
  if (cached) return cached;
  /** @type {Map<string, string>} */
  const all = new Map();
  for (const file of ['journey', 'labels', 'help']) {
    const fluent = readFileSync(new URL(`${language}/${file}.ftl`, TEXT_FOLDER), 'utf8');
    for (const [, id, text] of fluent.matchAll(/^([a-z][a-z0-9-]*) = (.*)$/gm)) all.set(id, text);
  }
  cache.set(language, all);
  return all;
}

/**
 * @param {Language} language
 * @param {string} id
 */
function messageText(language, id) {
  const text = messages(language).get(id);
  if (!text) throw new Error(`${language} has no message ${id}`);
  return text;
}

/** Matches a message's text with any value in its placeholders. @param {string} text */
function pattern(text) {
  const parts = text.split(/\{[^}]*\}?/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(parts.join('.*'));
}

/** The reading of kanji, as messages in plain Japanese write it. */
const READING = /（([ぁ-ゖー]+)）/g;

/**
 * Matches a message on a page. There, a reading is ruby text, so it follows its kanji without parentheses.
 * @param {Language} language
 * @param {string} id of the message, for instance `locked-title`
 */
export function message(language, id) {
  const text = messageText(language, id);
  return pattern(language === 'ja-simple' ? text.replace(READING, '$1') : text);
}

/**
 * Matches a message where no markup is possible, such as a page's title: without the readings.
 * @param {Language} language
 * @param {string} id
 */
export function messageWithoutReadings(language, id) {
  const text = messageText(language, id);
  return pattern(language === 'ja-simple' ? text.replace(READING, '') : text);
}
