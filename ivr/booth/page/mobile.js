// The caller's mobile: texts arrive, with what they hold as links, and can be answered.

import { post } from "./ask.js";
import { find, gently, make, onUse } from "./dom.js";
import { linked } from "./links.js";
import { timeOf } from "./moments.js";

const MOBILE = /^(\+447|07)/;

/** @typedef {import("./feed.js").Told} Told */

/**
 * @param {() => string} rings who rings now, or rang last
 * @returns {import("./feed.js").Part}
 */
export function mobile(rings) {
  const texts = find("texts");
  const reply = find("reply", HTMLInputElement);
  let last = "";

  const from = () => last || (MOBILE.test(rings()) ? rings() : "");
  const show = () => {
    find("reply-from").textContent = from() && `from ${from()}`;
  };

  const add = (/** @type {string} */ side, /** @type {string} */ head, /** @type {Told} */ told, /** @type {boolean} */ live) => {
    texts.querySelector(".empty")?.remove();
    const about = make("span", { class: "bubble-head" }, `${head}, `, make("time", { datetime: told.at }, timeOf(told.at)));
    texts.append(make("p", { class: `bubble ${side}${live ? " arriving" : ""}` }, about, ...linked(told.body)));
    texts.scrollTo({ top: texts.scrollHeight, behavior: live ? gently() : "instant" });
  };

  onUse(find("reply-form"), find("reply-problem"), async () => {
    if (!from()) throw new Error("This caller shows no mobile that could reply. Ring from a mobile, or have a text sent to one.");
    if (!reply.value.trim()) throw new Error("Write something to send, such as STOP.");
    await post("/texts", { from: from(), body: reply.value });
    reply.value = "";
  });

  return {
    tell(told, live) {
      if (told.kind === "opened") texts.setAttribute("aria-live", "polite");
      if (told.kind === "ringing" && told.role === "caller") last = "";
      if (told.kind === "texted") {
        last = told.to;
        add("theirs", told.to === rings() ? told.from : `${told.from} to ${told.to}`, told, live);
      }
      if (told.kind === "replied") add("ours", `From ${told.from}`, told, live);
      show();
    },
  };
}
