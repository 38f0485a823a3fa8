// The caller's telephone: who rings, the keys, the screen, and hanging up.

import { announce } from "./announcer.js";
import { post } from "./ask.js";
import { chooseCaller } from "./callers.js";
import { attempt, enable, find, isEnabled, onUse } from "./dom.js";
import { Ear } from "./ear.js";
import { layKeys } from "./keypad.js";
import { IDLE, after, inWords, isOn } from "./line.js";
import { isAloud, keepPlaced, placedHere } from "./memory.js";
import { takeMessages } from "./message.js";
import { ago, between, clockwise, counted } from "./moments.js";
import { Record } from "./record.js";
import { stopwatch } from "./stopwatch.js";
import { keyTone } from "./tones.js";

/** @typedef {import("./feed.js").Told} Told */

const FROM_ELSEWHERE = "This call was rung from another page. Hang up to ring anew.";
const TOLD_ALOUD = new Set(["ringing", "queued", "joined", "over"]);
const NOTES = new Map([
  ["ringing", "The telephone rings."],
  ["queued", "In the queue for an adviser."],
  ["bridged", "Joined to an adviser."],
  ["recording", "The tone sounds, and what is spoken is recorded."],
]);

/**
 * @param {(copy: DocumentFragment, line: import("./line.js").Line, passed: string) => void} keep told when a call is over, to keep its record
 * @returns {import("./feed.js").Part & {from: () => string}}
 */
export function telephone(keep) {
  let line = IDLE;
  const problem = find("ring-problem");
  const record = new Record(find("record"));
  const length = stopwatch(find("call-length"), clockwise);
  const ear = new Ear(record, () => show());
  const message = takeMessages((keys) => post(`/calls/${line.call}/keys`, { keys }));
  const caller = chooseCaller();

  const show = () => {
    const [phase, more] = inWords(line, ear.busy);
    find("phase").textContent = phase;
    find("phase-more").textContent = isOn(line) && !placedHere(line.call) ? `${more} ${FROM_ELSEWHERE}`.trim() : more;
    find("screen-top").dataset.phase = line.phase;
    enable(find("ring"), !isOn(line));
    enable(find("hang-up"), isOn(line));
    enable(find("skip"), ear.busy);
  };

  const press = (/** @type {string} */ key) =>
    attempt(problem, async () => {
      if (!isOn(line)) throw new Error("No call is going on. Press Ring first.");
      if (isAloud()) keyTone(key);
      if (line.phase === "recording") await message.flush();
      await post(`/calls/${line.call}/keys`, { keys: key });
    });

  onUse(find("ring-form"), problem, async () => {
    if (!isEnabled(find("ring"))) return; // Enter in a field sends the form all the same
    const { call } = await post("/calls", { from: caller.from(), line: caller.line() });
    keepPlaced(call);
    show();
  });
  onUse(find("hang-up"), problem, async () => {
    await message.flush();
    await post(`/calls/${line.call}/hang-up`, {});
  });
  onUse(find("skip"), problem, () => ear.skip());
  layKeys(find("keypad"), find("telephone"), press);

  return {
    from: () => line.from || caller.from(),
    tell(told, live) {
      if (told.kind === "opened") find("record").setAttribute("aria-live", "polite");
      const ringing = told.kind === "ringing" && told.role === "caller";
      if (told.kind !== "opened" && !ringing && told.call !== line.call) return;
      const before = line.phase;
      line = after(line, told);
      if (ringing) record.clear();
      message.tell(told, live, line);
      note(record, told);
      ear.tell(told, live);
      if (ringing) length.start(live ? 0 : ago(told.passed));
      if (told.kind === "ended") {
        length.stop(live ? null : between(line.since, told.passed));
        keep(record.copy(), line, told.passed);
      }
      show();
      if (live && line.phase !== before && TOLD_ALOUD.has(line.phase)) announce(inWords(line, ear.busy).join(". "));
    },
  };
}

/**
 * Write it into the record.
 * @param {Record} record
 * @param {Told} told
 */
function note(record, told) {
  if (told.kind === "said" || (told.kind === "played" && told.words)) record.said(told.at, told.words, told.number);
  else if (told.kind === "pressed") record.pressed(told.at, told.key, told.heard);
  else if (told.kind === "played") record.note(told.at, told.url ? "A recording plays." : "Music plays.");
  else if (told.kind === "recorded") record.note(told.at, `Recorded: ${counted(told.seconds, "second")}.`);
  else if (told.kind === "ended") record.note(told.at, `The call is over: ${told.reason}.`);
  else if (told.kind === "failed") record.note(told.at, `Something is wrong: ${told.problem}.`);
  else if (NOTES.has(told.kind)) record.note(told.at, NOTES.get(told.kind) ?? "");
}
