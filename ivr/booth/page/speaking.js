// The switch "Speak aloud": what it does here, and why it may do nothing.

import { find } from "./dom.js";
import { isAloud, keepAloud } from "./memory.js";
import { chosen, hush, onVoices } from "./voice.js";

const NO_VOICE = "This browser has no English voice: only recordings sound, and other words go by at reading pace.";

export function offerSpeech() {
  const aloud = find("aloud", HTMLInputElement);
  const show = () => {
    aloud.checked = isAloud();
    find("aloud-help").textContent = !isAloud() ? "Words only, at reading pace." : chosen() ? "" : NO_VOICE;
  };
  aloud.addEventListener("change", () => {
    keepAloud(aloud.checked);
    if (!aloud.checked) hush();
    show();
  });
  onVoices(show);
  show();
}
