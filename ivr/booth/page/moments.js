// Moments and lengths of time, put as a person says them. A moment from the feed is London's already and is not reckoned with.

/** @param {string} at an ISO moment @returns {string} "11:02" */
export const timeOf = (at) => at.slice(11, 16);

/** @param {string} at an ISO moment @returns {string} "Tuesday 24 November" */
export function dayOf(at) {
  const day = new Date(`${at.slice(0, 10)}T12:00:00Z`);
  return day.toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" }).replace(",", "");
}

/** @param {number} seconds @returns {string} "1:05" */
export function clockwise(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** @param {number} seconds @returns {string} "1 minute 5 seconds" */
export function inWords(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  const parts = [counted(Math.floor(whole / 60), "minute"), counted(whole % 60, "second")];
  return parts.filter((part) => !part.startsWith("0 ")).join(" ") || "0 seconds";
}

/** @param {number} count @param {string} noun @returns {string} "1 text", "2 texts" */
export const counted = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/**
 * How many seconds lie between two moments of the feed; 0 where the clock was set back.
 * @param {string} from
 * @param {string} to
 */
export const between = (from, to) => Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000);

/** @param {string} passed a moment of the real clock @returns {number} how many seconds ago it was */
export const ago = (passed) => between(passed, new Date().toISOString());
