// Who rings, one of the telephones at hand or a number that is typed; and which line, where there is more than one.

import { get } from "./ask.js";
import { find, make } from "./dom.js";

const OTHER = "another";

/** @returns {{from: () => string, line: () => string}} who rings now, as it was chosen or typed, and which line */
export function chooseCaller() {
  const line = find("ring-line", HTMLSelectElement);
  const who = find("ring-who", HTMLSelectElement);
  const number = find("ring-number", HTMLInputElement);
  void get("/callers").then(({ callers, lines }) => {
    find("ring-to").hidden = lines.length < 2;
    for (const caller of callers) who.append(make("option", { value: caller.from }, named(caller)));
    who.append(make("option", { value: OTHER }, "Another number"));
  });
  who.addEventListener("change", () => {
    find("ring-other").hidden = who.value !== OTHER;
  });
  return { from: () => (who.value === OTHER ? number.value.trim() : who.value), line: () => line.value };
}

/** @param {{from: string, what: string}} caller */
function named({ from, what }) {
  return from === "withheld" ? "Number withheld" : `${from} (${what})`;
}
