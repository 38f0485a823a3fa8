// The messages that were left, to be heard back.

import { find, make } from "./dom.js";
import { counted, dayOf, timeOf } from "./moments.js";

/** @returns {import("./feed.js").Part} */
export function messages() {
  return {
    tell(told) {
      if (told.kind !== "kept") return;
      const who = told.from === "withheld" ? "a withheld number" : told.from;
      const about = `${dayOf(told.at)}, ${timeOf(told.at)}, from ${who}, ${counted(told.seconds, "second")}`;
      const player = make("audio", { controls: "", preload: "metadata", src: `/recordings/${told.recording}`, "aria-label": `Message left on ${about}` });
      find("messages").prepend(make("li", {}, make("p", {}, about), player));
      find("messages-empty").hidden = true;
    },
  };
}
