// The record of a call: what was said, which keys were pressed and what came of it, with the time of each. The sentence that is being
// said is lit. Whoever scrolls up to read is left alone until they come down again.

import { gently, make } from "./dom.js";
import { timeOf } from "./moments.js";
import { sentences } from "./sentences.js";

const NEAR = 40; // pixels from the foot
const ENDS = /[.?!]\s*$/; // of a sentence
const UPWARDS = new Set(["ArrowUp", "PageUp", "Home"]);

export class Record {
  #following = true;

  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    for (const kind of ["wheel", "touchmove"]) element.addEventListener(kind, () => (this.#following = false), { passive: true });
    element.addEventListener("keydown", ({ key }) => {
      if (UPWARDS.has(key)) this.#following = false;
    });
    new ResizeObserver(() => this.#show(element.querySelector(".now") ?? element.lastElementChild)).observe(element);
    element.addEventListener("scroll", () => {
      if (element.scrollHeight - element.scrollTop - element.clientHeight < NEAR) this.#following = true;
    });
  }

  /** @param {string} at @param {string} words @param {number} number */
  said(at, words, number) {
    const spans = sentences(words).flatMap((sentence) => [make("span", {}, sentence), " "]);
    const spoken = make("span", { class: "words", "data-number": String(number) }, ...spans);
    const last = this.element.lastElementChild?.querySelector(".line");
    if (last && !ENDS.test(last.textContent ?? "")) {
      last.append(spoken); // recordings are pieces of sentences
      this.#show(spoken);
    } else this.#add(make("p", { class: "said" }, when(at), make("span", { class: "line" }, spoken)));
  }

  /** @param {string} at @param {string} key @param {boolean} heard */
  pressed(at, key, heard) {
    const last = this.element.lastElementChild;
    const cap = make("kbd", {}, key);
    if (heard && last?.classList.contains("pressed") && !last.classList.contains("lost")) {
      last.append(" ", cap);
      return this.#show(cap);
    }
    const words = heard ? "You pressed " : "Nothing was listening for ";
    this.#add(make("p", { class: heard ? "pressed" : "pressed lost" }, when(at), words, cap));
  }

  /** @param {string} at @param {string} words */
  note(at, words) {
    this.#add(make("p", { class: "note" }, when(at), words));
  }

  /**
   * Light up a sentence.
   * @param {number} number of what is said
   * @param {number} place of the sentence in it
   */
  light(number, place) {
    this.dim();
    const spoken = this.element.querySelector(`[data-number="${number}"]`);
    const sentence = spoken?.querySelectorAll(":scope > span")[place];
    spoken?.closest(".said")?.classList.add("speaking");
    sentence?.classList.add("now");
    this.#show(sentence);
  }

  /** Light up nothing. */
  dim() {
    for (const lit of this.element.querySelectorAll(".speaking, .now")) lit.classList.remove("speaking", "now");
  }

  /** Begin a new call. */
  clear() {
    this.element.replaceChildren();
    this.#following = true;
  }

  /** @returns {DocumentFragment} what stands in it, to be kept elsewhere */
  copy() {
    const kept = document.createDocumentFragment();
    for (const entry of this.element.children) kept.append(entry.cloneNode(true));
    for (const entry of kept.querySelectorAll("[data-number]")) entry.removeAttribute("data-number");
    return kept;
  }

  /** @param {HTMLElement} entry */
  #add(entry) {
    this.element.append(entry);
    this.#show(entry);
  }

  /** @param {Element | null | undefined} inside */
  #show(inside) {
    if (!this.#following || !inside) return;
    const box = this.element.getBoundingClientRect();
    const at = inside.getBoundingClientRect();
    const below = at.bottom - box.bottom + NEAR / 2;
    const above = at.top - box.top - NEAR / 2;
    const top = above < 0 ? above : Math.max(0, Math.min(below, above));
    if (top) this.element.scrollBy({ top, behavior: gently() });
  }
}

/** @param {string} at */
const when = (at) => make("time", { datetime: at }, timeOf(at));
