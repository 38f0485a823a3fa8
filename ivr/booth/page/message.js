// Leaving a message: the tone, the microphone with its level, the time that is left, and speaking without a microphone.

import { post, postSound } from "./ask.js";
import { find, onUse } from "./dom.js";
import { isAloud, placedHere } from "./memory.js";
import { listen } from "./microphone.js";
import { ago, clockwise } from "./moments.js";
import { stopwatch } from "./stopwatch.js";
import { beep } from "./tones.js";

const SPOKEN_S = 8;
const WITHOUT = "There is no microphone to hear you. Press the button, and a tone stands for your voice.";
const FULL = 0.25; // the loudness that fills the meter

/** @typedef {import("./microphone.js").Microphone} Microphone */

/** @param {(keys: string) => Promise<void>} press */
export function takeMessages(press) {
  const box = find("message");
  const help = find("message-help");
  const speak = find("message-speak");
  let call = "";
  let longest = 0;
  /** @type {Microphone | null} */
  let microphone = null;
  const left = stopwatch(find("message-left"), (gone) => clockwise(longest - gone));

  const level = (/** @type {number} */ loudness) => {
    find("message-level").style.inlineSize = `${Math.min(1, loudness / FULL) * 100}%`;
  };

  const open = async () => {
    help.textContent = "Your browser may ask whether this page may use the microphone.";
    const hears = call;
    try {
      const opened = await listen(level, (samples, voiced) => postSound(`/calls/${hears}/voice`, samples, voiced));
      if (box.hidden || hears !== call) return void opened.close();
      microphone = opened;
      help.textContent = "The microphone is on. Speak, then press Finish or hash.";
      if (document.activeElement === speak) find("message-finish").focus();
      speak.hidden = true;
    } catch {
      help.textContent = WITHOUT;
    }
  };

  const begin = (/** @type {import("./feed.js").Told} */ told) => {
    call = told.call;
    longest = told.longest_s;
    box.hidden = false;
    speak.hidden = false;
    level(0);
  };

  const end = () => {
    left.stop();
    if (box.contains(document.activeElement)) find("record").focus();
    box.hidden = true;
    void microphone?.close();
    microphone = null;
  };

  const flush = async () => {
    await microphone?.flush().catch(() => {}); // the call may be over
  };

  onUse(find("message-finish"), find("ring-problem"), async () => {
    await flush();
    await press("#");
  });
  onUse(speak, find("ring-problem"), async () => {
    await post(`/calls/${call}/voice`, { seconds: SPOKEN_S });
    help.textContent = `A tone speaks for you, for ${SPOKEN_S} seconds. Then press Finish or hash.`;
  });

  return {
    flush,
    /**
     * @param {import("./feed.js").Told} told
     * @param {boolean} live
     * @param {import("./line.js").Line} line
     */
    tell(told, live, line) {
      if (told.kind === "recording") {
        begin(told);
        left.start(live ? 0 : ago(told.passed));
        if (live && isAloud()) beep();
      }
      if (line.phase !== "recording") return box.hidden ? undefined : end();
      const may = told.kind === "recording" || told.kind === "opened";
      if (may && live && placedHere(line.call) && !microphone) void open();
    },
  };
}
