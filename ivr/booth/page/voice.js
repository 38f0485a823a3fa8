// The browser's own voice: British if there is one, unhurried, one sentence at a time (Chromium falls silent in long speeches).

import { readingTime } from "./sentences.js";
import { pause } from "./waiting.js";

const RATE = 0.95;
const PATIENCE = 3; // times as long as it takes to read: a voice that never says that it has finished does not stop the call
const synthesis = "speechSynthesis" in globalThis ? speechSynthesis : null;

/** What is being said. Kept, since Chromium forgets to tell the end of an utterance that nobody holds on to. */
let /** @type {SpeechSynthesisUtterance | null} */ utterance = null;
let /** @type {Promise<void>} */ last = Promise.resolve();

/** @returns {SpeechSynthesisVoice | null} the voice to speak with; null where there is no English one */
export function chosen() {
  const voices = synthesis?.getVoices() ?? [];
  const british = voices.filter((voice) => /^en[-_]GB/i.test(voice.lang));
  const english = voices.filter((voice) => /^en/i.test(voice.lang));
  return british.find((voice) => voice.localService) ?? british[0] ?? english[0] ?? null;
}

/** @param {() => void} act what to do when voices come or go: most browsers find them a little late */
export function onVoices(act) {
  synthesis?.addEventListener("voiceschanged", act);
}

/** @returns {boolean} whether this page may speak: only once somebody has touched it */
export const mayspeak = () => chosen() !== null && (navigator.userActivation?.hasBeenActive ?? true);

/**
 * Say a sentence, after any that is being said. Over when it has been said, or broken off.
 * @param {string} sentence
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
export function speak(sentence, signal) {
  last = last.then(() => (signal.aborted ? undefined : said(sentence, signal)));
  return last;
}

/** Be quiet at once. */
export const hush = () => synthesis?.cancel();

/**
 * @param {string} sentence
 * @param {AbortSignal} signal
 */
async function said(sentence, signal) {
  const over = new AbortController();
  const stop = () => over.abort();
  utterance = new SpeechSynthesisUtterance(sentence);
  utterance.voice = chosen();
  utterance.lang = utterance.voice?.lang ?? "en-GB";
  utterance.rate = RATE;
  utterance.onend = stop;
  utterance.onerror = stop;
  signal.addEventListener("abort", stop);
  synthesis?.speak(utterance);
  await pause(PATIENCE * readingTime(sentence), over.signal);
  signal.removeEventListener("abort", stop);
  if (signal.aborted) hush();
}
