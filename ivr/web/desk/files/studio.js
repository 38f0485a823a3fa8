// The lectern: the button that records, what it says meanwhile, and sending what was read. What comes back is a page of its own.

import { listen } from "./microphone.js";
import { wav } from "./wav.js";

const TOO_LOUD = 0.9; // of full scale
const TOO_FAINT = 0.02;
const TOLD = {
  NotAllowedError: "The browser may not use the microphone. Allow it in the browser\u2019s address bar or settings, and press Record again.",
  NotFoundError: "There is no microphone. Connect one and press Record again, or send a file.",
  NotReadableError: "The microphone is in use elsewhere, or does not answer. Close what uses it, and press Record again.",
};
const NO_WAY_IN = "This browser gives no microphone to this page: it has to be opened at an https address. Send a file instead.";

/** Whether something would be lost by leaving: what is being read, what was not sent, what was not kept. */
let unkept = document.querySelector("[data-unkept]") !== null;

addEventListener("beforeunload", (event) => {
  if (unkept) event.preventDefault();
});
for (const way of document.querySelectorAll("[data-leaves]")) {
  way.addEventListener(way instanceof HTMLFormElement ? "submit" : "click", () => (unkept = false));
}

const recorder = document.querySelector("[data-recorder]");
if (recorder instanceof HTMLElement) stand(recorder);

/** @param {HTMLElement} recorder */
function stand(recorder) {
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (recorder.querySelector(`[data-${name}]`));
  const button = /** @type {HTMLButtonElement} */ (part("record"));
  const again = /** @type {HTMLButtonElement} */ (part("again"));
  const says = part("says");
  let token = recorder.dataset.token ?? "";
  /** @type {import("./microphone.js").Microphone | null} */
  let microphone = null;
  /** @type {Blob | null} */
  let unsent = null;

  recorder.hidden = false;
  button.addEventListener("click", () => (microphone ? stop("") : start()));
  again.addEventListener("click", () => send(true));

  async function start() {
    button.disabled = true;
    again.hidden = true;
    says.textContent = "The browser may ask whether this page may use the microphone: allow it.";
    try {
      microphone = await listen(heard, () => stop("The microphone was taken away. "));
    } catch (error) {
      says.textContent = navigator.mediaDevices ? (TOLD[error.name] ?? `The microphone cannot be used (${error.name}). Send a file instead.`) : NO_WAY_IN;
      return;
    } finally {
      button.disabled = false;
      button.focus({ preventScroll: true }); // a button that is disabled loses it
    }
    unkept = true;
    shown(true);
    says.textContent = "Recording.";
  }

  /** @param {number} loudness @param {number} seconds so far */
  function heard(loudness, seconds) {
    const level = part("level");
    const share = Math.max(0, 1 + Math.log10(Math.max(loudness, 1e-3)) / 3); // 60 dB
    /** @type {HTMLElement} */ (level.firstElementChild).style.transform = `scaleX(${share})`;
    level.classList.toggle("loud", loudness >= TOO_LOUD);
    level.setAttribute("aria-valuenow", String(Math.round(share * 100)));
    part("loudness").textContent = loudness >= TOO_LOUD ? "Too loud: sit further back." : loudness < TOO_FAINT ? "Quiet." : "Good.";
    part("clock").textContent = `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
    if (seconds >= Number(recorder.dataset.longest)) void stop("It is long enough, and was stopped. ");
  }

  /** @param {string} why */
  async function stop(why) {
    if (!microphone) return;
    const stopped = microphone;
    microphone = null;
    shown(false);
    button.disabled = true;
    says.textContent = `${why}One moment: it is made ready for the telephone.`;
    const { samples, rate } = await stopped.close();
    unsent = wav(samples, rate);
    await send(false);
  }

  /** @param {boolean} anew whether a token that was good before may be good no more */
  async function send(anew) {
    again.hidden = true;
    button.disabled = true;
    const problem = await sent(anew);
    if (!problem) return;
    button.disabled = false;
    again.hidden = false;
    says.textContent = problem;
    again.focus();
  }

  /** @param {boolean} anew @returns {Promise<string>} what kept it from being sent; empty where nothing did */
  async function sent(anew) {
    try {
      if (anew && !(token = await fresh())) return SIGNED_OUT;
      const answer = await fetch(recorder.dataset.takes ?? "", { method: "POST", body: unsent, headers: { "X-CSRF-Token": token } });
      if (answer.ok && answer.url.includes("/takes/")) {
        unkept = false;
        location.assign(answer.url);
        return "";
      }
      return answer.ok || answer.status === 400 ? SIGNED_OUT : `It could not be sent (${answer.status}). It is still here: send it again in a minute.`;
    } catch {
      return "It could not be sent: there is no connection. It is still here: send it again when there is.";
    }
  }

  /** @param {boolean} running */
  function shown(running) {
    button.textContent = running ? "Stop" : "Record";
    button.classList.toggle("running", running);
    recorder.classList.toggle("running", running);
    says.classList.toggle("unseen", running); // there is no room beside the words; a screen reader says it
    part("gauge").hidden = !running;
    if (running) document.querySelector("#words")?.scrollIntoView();
  }
}

const SIGNED_OUT = "You have been signed out meanwhile. What you read is still here: sign in on another page, and then send it again.";

/** What this page's forms have to bring by now; empty where nobody is signed in. */
async function fresh() {
  const answer = await fetch(location.pathname);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("[data-recorder]")?.getAttribute("data-token") ?? "";
}
