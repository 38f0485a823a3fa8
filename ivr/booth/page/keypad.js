// The twelve keys, with the letters of a real telephone. The keys of a keyboard press them too, but only while the focus is inside the
// telephone, and never while something is being typed into a field there.

import { make } from "./dom.js";

/** @type {[key: string, letters: string, name?: string][]} */
const KEYS = [
  ["1", ""],
  ["2", "ABC"],
  ["3", "DEF"],
  ["4", "GHI"],
  ["5", "JKL"],
  ["6", "MNO"],
  ["7", "PQRS"],
  ["8", "TUV"],
  ["9", "WXYZ"],
  ["*", "", "* star"],
  ["0", ""],
  ["#", "", "# hash"],
];

/**
 * @param {HTMLElement} keypad
 * @param {HTMLElement} telephone
 * @param {(key: string) => void} press
 */
export function layKeys(keypad, telephone, press) {
  for (const [key, letters, name] of KEYS) {
    const button = make("button", { type: "button", class: "key", "data-key": key }, make("span", {}, key));
    if (letters) button.append(make("small", { "aria-hidden": "true" }, letters));
    if (name) button.setAttribute("aria-label", name);
    button.addEventListener("click", () => press(key));
    keypad.append(button);
  }
  telephone.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || isTyping(event.target)) return;
    const button = keypad.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!(button instanceof HTMLElement)) return;
    event.preventDefault();
    button.click();
    button.classList.add("down");
    setTimeout(() => button.classList.remove("down"), 150);
  });
}

/** @param {EventTarget | null} target */
const isTyping = (target) => target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && target.type !== "checkbox");
