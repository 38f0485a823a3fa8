// Calls that are over, word for word, the newest first.

import { find, make } from "./dom.js";
import { between, dayOf, inWords, timeOf } from "./moments.js";

const KEPT = 20;

/**
 * @param {DocumentFragment} record
 * @param {import("./line.js").Line} line
 * @param {string} passed when it ended, by the real clock
 */
export function keepCall(record, line, passed) {
  const who = line.from === "withheld" ? "number withheld" : line.from;
  const summary = make("summary", {}, `${dayOf(line.began)}, ${timeOf(line.began)}: ${who}, ${inWords(between(line.since, passed))}`);
  find("past").prepend(make("details", {}, summary, make("div", { class: "record small" }, record)));
  if (find("past").childElementCount > KEPT) find("past").lastElementChild?.remove();
  find("past-empty").hidden = true;
}
