// Tells a screen reader, politely, what the eye sees change. What is said in a call it reads in the record of the call, not here.

import { find } from "./dom.js";

/** @param {string} words */
export function announce(words) {
  find("announcer").textContent = words;
}
