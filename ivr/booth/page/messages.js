// The messages that were left, to be heard back.

import { find, make } from "./dom.js";
import { counted, timeOf } from "./moments.js";

/** @returns {import("./feed.js").Part} */
export function messages() {
  /** @type {Map<string, string>} who rings, by call */
  const from = new Map();
  return {
    tell(told) {
      if (told.kind === "ringing") from.set(told.call, told.from);
      if (told.kind !== "recorded" || told.seconds < 1) return;
      const who = from.get(told.call) === "withheld" ? "a withheld number" : from.get(told.call);
      const about = `${timeOf(told.at)}, from ${who}, ${counted(told.seconds, "second")}`;
      const player = make("audio", { controls: "", preload: "metadata", src: `/recordings/${told.recording}`, "aria-label": `Message left at ${about}` });
      find("messages").prepend(make("li", {}, make("p", {}, about), player));
      find("messages-empty").hidden = true;
    },
  };
}
