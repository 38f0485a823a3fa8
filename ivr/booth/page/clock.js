// The page's clock: ticks, says whether the helpline is open, and can be set.

import { get, post } from "./ask.js";
import { find, onUse } from "./dom.js";
import { dayOf } from "./moments.js";

const ZONE = "Europe/London";
const HOURS = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, hour: "2-digit", minute: "2-digit", second: "2-digit" });
const PARTS = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, dateStyle: "short", timeStyle: "medium" }); // 2026-11-24 11:00:00

/** @typedef {{now: string, open: boolean, state: string, set: boolean}} Clock */

/** @returns {Promise<import("./feed.js").Part>} the clock, once it is right */
export async function clock() {
  const at = find("clock-at", HTMLInputElement);
  const problem = find("clock-problem");
  let told = 0;
  let asked = 0;
  let minute = "";
  let isSet = false;

  const reached = () => new Date(told + performance.now() - asked);
  const take = (/** @type {Clock} */ clock) => {
    told = Date.parse(clock.now);
    asked = performance.now();
    isSet = clock.set;
    find("clock-state").textContent = clock.state;
    find("clock-state").dataset.open = String(clock.open);
    tick();
  };
  const tick = () => {
    const now = reached();
    find("clock-time").textContent = HOURS.format(now);
    find("clock-time").setAttribute("datetime", now.toISOString());
    find("clock-day").textContent = `${dayOf(PARTS.format(now))} ${now.getFullYear()}${isSet ? ", set by hand" : ""}`;
    const turned = HOURS.format(now).slice(0, 5);
    if (minute && turned !== minute) void get("/clock").then(take).catch(() => {}); // the page says so already where the server is gone
    minute = turned;
  };
  const set = async (/** @type {string | null} */ to) => take(await post("/clock", { at: to }));

  onUse(find("clock-form"), problem, () => set(at.value));
  for (const button of document.querySelectorAll("[data-moment]")) {
    if (button instanceof HTMLElement) {
      onUse(button, problem, async () => {
        await set(moment(button.dataset.moment, reached()));
        at.value = PARTS.format(reached()).slice(0, 16).replace(" ", "T");
      });
    }
  }

  take(await get("/clock"));
  at.value = PARTS.format(reached()).slice(0, 16).replace(" ", "T");
  setInterval(tick, 1000);
  return {
    tell(told, live) {
      if (told.kind === "clock" && live) void get("/clock").then(take);
    },
  };
}

/**
 * The next such moment, as the clock is set to it; null for the real time.
 * @param {string | undefined} name
 * @param {Date} now
 */
function moment(name, now) {
  const today = PARTS.format(now).slice(0, 10);
  if (name === "friday") return `${next(today, 5)}T16:59`;
  if (name === "sunday") return `${next(today, 0)}T11:00`;
  if (name === "christmas") return `${Number(today.slice(0, 4)) + Number(today.slice(5) > "12-25")}-12-25T11:00`;
  return null;
}

/**
 * @param {string} today a date
 * @param {number} weekday 0 is Sunday
 * @returns {string} the first date from today on that is this weekday
 */
function next(today, weekday) {
  const day = new Date(`${today}T12:00:00Z`);
  day.setUTCDate(day.getUTCDate() + ((weekday - day.getUTCDay() + 7) % 7));
  return day.toISOString().slice(0, 10);
}
