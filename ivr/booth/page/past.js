// Calls that are over, word for word, the newest first.

import { find, make } from "./dom.js";
import { between, dayOf, inWords, timeOf } from "./moments.js";

/**
 * @param {DocumentFragment} record
 * @param {import("./line.js").Line} line
 * @param {string} ended a moment
 */
export function keepCall(record, line, ended) {
  const who = line.from === "withheld" ? "number withheld" : line.from;
  const summary = make("summary", {}, `${dayOf(line.began)}, ${timeOf(line.began)}: ${who}, ${inWords(between(line.began, ended))}`);
  find("past").prepend(make("details", {}, summary, make("div", { class: "record small" }, record)));
  find("past-empty").hidden = true;
}
