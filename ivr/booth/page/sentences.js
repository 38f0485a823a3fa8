// Words, cut into sentences, and how long each is there for somebody who reads.

const BREATH_S = 0.5;
const LETTERS_A_SECOND = 15; // as fast as an unhurried voice

/** @param {string} words @returns {string[]} */
export const sentences = (words) => words.split(/(?<=[.!?])\s+/).filter(Boolean);

/** @param {string} words @returns {number} seconds */
export const readingTime = (words) => BREATH_S + words.length / LETTERS_A_SECOND;
