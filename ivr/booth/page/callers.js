// Who rings: one of the telephones at hand, or a number that is typed.

import { get } from "./ask.js";
import { find, make } from "./dom.js";

const OTHER = "another";

/** @returns {() => string} who rings now, as it was chosen or typed */
export function chooseCaller() {
  const who = find("ring-who", HTMLSelectElement);
  const number = find("ring-number", HTMLInputElement);
  void get("/callers").then(({ callers }) => {
    for (const caller of callers) who.append(make("option", { value: caller.from }, named(caller)));
    who.append(make("option", { value: OTHER }, "Another number"));
  });
  who.addEventListener("change", () => {
    find("ring-other").hidden = who.value !== OTHER;
  });
  return () => (who.value === OTHER ? number.value.trim() : who.value);
}

/** @param {{from: string, what: string}} caller */
function named({ from, what }) {
  return from === "withheld" ? "Number withheld" : `${from} (${what})`;
}
