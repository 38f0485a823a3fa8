// What the exchange did: each thing that it asked the helpline, and whatever Twilio would have complained about.

import { find, make } from "./dom.js";
import { counted, timeOf } from "./moments.js";

const KEPT = 300;

/** @returns {import("./feed.js").Part} */
export function exchange() {
  const list = find("exchange");
  let requests = 0;
  let warnings = 0;

  const add = (/** @type {string} */ at, /** @type {string} */ kind, /** @type {string} */ words) => {
    list.prepend(make("li", { class: kind }, make("time", { datetime: at }, timeOf(at)), words));
    if (list.childElementCount > KEPT) list.lastElementChild?.remove();
  };

  return {
    tell(told) {
      if (told.kind === "requested") {
        requests += 1;
        const { pathname, search } = new URL(told.url, location.href);
        add(told.at, "request", `${told.method} ${pathname}${search}: ${told.status || "no answer"}`);
      } else if (told.kind === "warned") {
        warnings += 1;
        add(told.at, "warning", `Twilio would complain (${told.code}): ${told.problem}`);
        find("exchange-warned").textContent = `Something is wrong: ${told.problem}`;
      } else if (told.kind === "failed") {
        warnings += 1;
        add(told.at, "warning", `${told.problem.charAt(0).toUpperCase()}${told.problem.slice(1)}`);
        find("exchange-warned").textContent = `Something is wrong: ${told.problem}`;
      } else return;
      const wrong = warnings ? `, ${counted(warnings, "complaint")}` : "";
      find("exchange-summary").textContent = `What the exchange did: ${counted(requests, "request")}${wrong}`;
    },
  };
}
