// Finds links, addresses and telephone numbers in a text, as a mobile does. 999 is left alone: nobody should ring it by a slip of the thumb.

import { make } from "./dom.js";

const FOUND = /(?<web>(?:https?:\/\/|www\.)[^\s]*[^\s.,;:!?)])|(?<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(?<tel>\b0[\d ]{8,12}\d\b)/g;

/**
 * @param {string} words
 * @returns {(Node | string)[]} the same words, with links in them
 */
export function linked(words) {
  const parts = [];
  let at = 0;
  for (const found of words.matchAll(FOUND)) {
    parts.push(words.slice(at, found.index), link(found[0], found.groups ?? {}));
    at = found.index + found[0].length;
  }
  return [...parts, words.slice(at)];
}

/**
 * @param {string} words
 * @param {Record<string, string>} groups
 */
function link(words, { web, mail }) {
  if (mail) return make("a", { href: `mailto:${mail}` }, words);
  if (!web) return make("a", { href: `tel:${words.replaceAll(" ", "")}` }, words);
  const href = web.startsWith("www.") ? `https://${web}` : web;
  return make("a", { href, target: "_blank", rel: "noopener noreferrer" }, words, make("span", { class: "unseen" }, " (opens in a new tab)"));
}
