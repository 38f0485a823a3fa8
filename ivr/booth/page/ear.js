// Hears one call, as whoever holds the handset: what is said is spoken, or goes by at reading pace, and the exchange is told when it has
// been heard to its end. Only the tab that placed the call speaks and tells; any other looks on.

import { post } from "./ask.js";
import { isAloud, keepHeard, placedHere, wasHeard } from "./memory.js";
import { readingTime, sentences } from "./sentences.js";
import { mayspeak, speak } from "./voice.js";
import { pause } from "./waiting.js";

/** @typedef {import("./feed.js").Told} Told */
/** @typedef {{light: (number: number, sentence: number) => void, dim: () => void}} Light where the words are seen as they are said */

const BREAKS_OFF = new Set(["said", "played", "recording", "bridged", "left-queue", "ended"]);

export class Ear {
  /** @type {Told | null} what is being said, or would be if the page had been there */
  #hearing = null;
  #breaking = new AbortController();

  /**
   * @param {Light} record
   * @param {() => void} changed told when words begin or end
   */
  constructor(record, changed) {
    this.record = record;
    this.changed = changed;
  }

  /** Whether something is being said. */
  get busy() {
    return this.#hearing !== null;
  }

  /**
   * @param {Told} told something of this call, or `opened`
   * @param {boolean} live
   */
  tell(told, live) {
    if (told.kind === "opened") return this.#takeUp();
    if (BREAKS_OFF.has(told.kind) || (told.kind === "pressed" && told.heard)) this.#breakOff();
    if (told.kind === "said" || (told.kind === "played" && told.url)) {
      this.#hearing = told;
      if (live) void this.#hear(true);
      this.changed();
    }
  }

  /** Enough heard: on to the end of these words. */
  async skip() {
    const skipped = this.#hearing;
    this.#breakOff();
    if (skipped) await heard(skipped);
  }

  /** Go on with what was being said when the page was loaded again; it is not spoken a second time. */
  #takeUp() {
    if (!this.#hearing) return;
    if (wasHeard(this.#hearing.call, this.#hearing.number)) this.#breakOff();
    else void this.#hear(false);
  }

  #breakOff() {
    this.#breaking.abort();
    this.#hearing = null;
    this.record.dim();
    this.changed();
  }

  /** @param {boolean} aloud false for what was said before this page was there */
  async #hear(aloud) {
    const told = this.#hearing;
    if (!told) return;
    this.#breaking.abort();
    this.#breaking = new AbortController();
    const { signal } = this.#breaking;
    const here = () => placedHere(told.call); // asked late: a call may speak before its placing has been answered
    const voice = () => aloud && here() && isAloud();
    if (told.kind !== "played" || !voice() || !(await played(told.url, signal))) await this.#say(told, voice, signal);
    if (signal.aborted) return;
    this.#breakOff();
    if (here()) await heard(told).catch(() => {}); // the call may be over; else the exchange waits no longer than it must
  }

  /**
   * @param {Told} told
   * @param {() => boolean} aloud
   * @param {AbortSignal} signal
   */
  async #say(told, aloud, signal) {
    const all = sentences(told.words);
    if (all.length === 0) await pause(told.seconds, signal);
    for (const [place, sentence] of all.entries()) {
      if (signal.aborted) return;
      this.record.light(told.number, place);
      if (aloud() && mayspeak()) await speak(sentence, signal);
      else await pause(readingTime(sentence), signal);
    }
  }
}

/** @param {Told} told */
function heard({ call, number }) {
  keepHeard(call, number);
  return post(`/calls/${call}/heard`, { number });
}

/**
 * Play a recording; false where it cannot be played.
 * @param {string} url
 * @param {AbortSignal} signal
 * @returns {Promise<boolean>}
 */
function played(url, signal) {
  return new Promise((resolve) => {
    const audio = new Audio(url);
    audio.onended = () => resolve(true);
    audio.onerror = () => resolve(false);
    signal.addEventListener("abort", () => {
      audio.pause();
      resolve(true);
    });
    audio.play().catch(() => resolve(signal.aborted));
  });
}
