// The adviser's handset: takes the next caller, and shows who they are, how long they waited and what they have been through.

import { post } from "./ask.js";
import { enable, find, make, onUse } from "./dom.js";
import { Ear } from "./ear.js";
import { IDLE, after, isOn } from "./line.js";
import { keepPlaced } from "./memory.js";
import { ago, between, clockwise, inWords, timeOf } from "./moments.js";
import { Record } from "./record.js";
import { stopwatch } from "./stopwatch.js";

/** @typedef {import("./feed.js").Told} Told */

const TAKE = "1"; // on the adviser line, it takes the next caller
const OUT = new Set(["bridged", "left-queue", "ended"]); // of the queue

/** @returns {import("./feed.js").Part} */
export function adviser() {
  let line = IDLE;
  let joined = ""; // when the caller was joined, by the real clock
  /** @type {Set<string>} calls that are in the queue */
  const waiting = new Set();
  const problem = find("adviser-problem");
  const length = stopwatch(find("adviser-length"), clockwise);
  const record = new Record(find("adviser-record"));
  const ear = new Ear(record, () => {});

  const show = () => {
    const phase = inPhase(line, waiting.size);
    if (find("adviser-phase").textContent !== phase) find("adviser-phase").textContent = phase;
    find("adviser").dataset.phase = isOn(line) ? line.phase : waiting.size ? "wanted" : line.phase;
    enable(find("adviser-take"), !isOn(line) || line.asked !== null);
    enable(find("adviser-hang-up"), isOn(line));
  };

  const mine = (/** @type {Told} */ told, /** @type {boolean} */ live) => {
    line = after(line, told);
    if (told.kind === "ringing") begin(record);
    if (told.kind === "said" || (told.kind === "played" && told.words)) record.said(told.at, told.words, told.number);
    ear.tell(told, live); // lights up what the record holds by now
    if (told.kind === "path") showPath(told);
    if (told.kind === "bridged") {
      joined = told.passed;
      length.start(live ? 0 : ago(told.passed));
    } else if (joined && line.phase !== "joined") {
      length.stop(live ? null : between(joined, told.passed));
      joined = "";
    }
  };

  const ring = async () => {
    const { call } = await post("/advisers", {});
    keepPlaced(call);
  };
  const takeNext = () => post(`/calls/${line.call}/keys`, { keys: TAKE });

  onUse(find("adviser-take"), problem, () => (isOn(line) ? takeNext() : ring()));
  onUse(find("adviser-hang-up"), problem, () => post(`/calls/${line.call}/hang-up`, {}));

  return {
    tell(told, live) {
      if (told.kind === "opened") find("adviser-record").setAttribute("aria-live", "polite");
      if (told.kind === "queued") waiting.add(told.call);
      if (OUT.has(told.kind)) waiting.delete(told.call);
      const rings = told.kind === "ringing" && told.role === "adviser";
      if (rings) length.clear();
      if (rings || told.kind === "opened" || (told.call && told.call === line.call)) mine(told, live);
      show();
    },
  };
}

/** @param {Record} record */
function begin(record) {
  record.clear();
  record.element.hidden = false;
  find("adviser-path").hidden = true;
}

/**
 * @param {import("./line.js").Line} line
 * @param {number} waiting how many callers wait
 */
function inPhase(line, waiting) {
  if (line.phase === "joined") return "Joined to the caller.";
  if (isOn(line) && !line.asked) return "On the line. Waiting for a caller.";
  if (waiting) return waiting === 1 ? "A caller is waiting." : `${waiting} callers are waiting.`;
  if (isOn(line)) return "On the line. Nobody is waiting.";
  return line.phase === "over" ? "The call is over. Nobody is waiting." : "Nobody is waiting.";
}

/** @param {Told} told */
function showPath(told) {
  const steps = told.steps.map(({ at, title, page }) =>
    make("li", {}, make("time", { datetime: at }, timeOf(at)), page ? `${title}, page ${page}` : title),
  );
  const texts = told.texts.length ? told.texts.map((text) => text.replaceAll("_", " ")).join(", ") : "none";
  find("adviser-path").replaceChildren(
    make("h3", {}, "The caller’s path"),
    make("dl", {}, ...fact("Rings from", told.from === "withheld" ? "Number withheld" : told.from), ...fact("Waited", inWords(told.waited_s))),
    make("ol", { class: "steps" }, ...steps),
    make("dl", {}, ...fact("Texts sent", texts)),
  );
  find("adviser-path").hidden = false;
}

/** @param {string} name @param {string} value */
const fact = (name, value) => [make("div", {}, make("dt", {}, name), make("dd", {}, value))];
