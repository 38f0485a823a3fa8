// Where a call stands, as far as its handset can tell: a pure reckoning from what happens. Knows no page.

/** @typedef {import("./feed.js").Told} Told */
/** @typedef {"idle" | "ringing" | "listening" | "queued" | "recording" | "joined" | "over"} Phase */
/**
 * @typedef {object} Line
 * @property {string} call
 * @property {string} from who rings
 * @property {string} began a moment, by the page's clock
 * @property {string} since the same moment by the real clock
 * @property {Phase} phase
 * @property {{most: number | null, finish: string} | null} asked the keys that are awaited
 * @property {string} reason why it is over
 */

/** @type {Line} */
export const IDLE = { call: "", from: "", began: "", since: "", phase: "idle", asked: null, reason: "" };

/** @param {Line} line @returns {boolean} whether a call is going on */
export const isOn = (line) => line.phase !== "idle" && line.phase !== "over";

/**
 * @param {Line} line
 * @param {Told} told something of this call
 * @returns {Line}
 */
export function after(line, told) {
  switch (told.kind) {
    case "ringing":
      return { ...IDLE, call: told.call, from: told.from, began: told.at, since: told.passed, phase: "ringing" };
    case "said":
    case "played":
      return line.phase === "queued" ? line : { ...line, phase: "listening" };
    case "asked":
      return { ...line, phase: line.phase === "queued" ? "queued" : "listening", asked: { most: told.most, finish: told.finish } };
    case "pressed":
      return told.heard && line.asked?.most === 1 ? { ...line, asked: null } : line;
    case "queued":
      return { ...line, phase: "queued", asked: null };
    case "left-queue":
    case "recorded":
      return { ...line, phase: "listening", asked: null };
    case "recording":
      return { ...line, phase: "recording", asked: null };
    case "bridged":
      return { ...line, phase: "joined", asked: null };
    case "ended":
      return { ...line, phase: "over", asked: null, reason: told.reason };
    default:
      return line;
  }
}

/**
 * What the handset's screen says: a few words, and a sentence that helps.
 * @param {Line} line
 * @param {boolean} speaking whether words are being said
 * @returns {[string, string]}
 */
export function inWords(line, speaking) {
  switch (line.phase) {
    case "idle":
      return ["Ready to ring", "Choose who rings, then press Ring."];
    case "ringing":
      return ["Ringing", "The helpline is about to answer."];
    case "listening":
      return listening(line, speaking);
    case "queued":
      return ["In the queue", "Take the call at the adviser’s handset, or wait and listen."];
    case "recording":
      return ["Recording: speak now", "Finish with hash (#), or hang up."];
    case "joined":
      return ["Joined to an adviser", "You hear each other now. Either of you can hang up."];
    case "over":
      return ["The call is over", `${line.reason.charAt(0).toUpperCase()}${line.reason.slice(1)}.`];
  }
}

/** @param {Line} line @param {boolean} speaking @returns {[string, string]} */
function listening({ asked }, speaking) {
  if (speaking) return ["The helpline speaks", asked ? "You can press a key at any time." : "These words are heard to their end."];
  if (!asked) return ["One moment", ""];
  if (asked.most === 1) return ["Press a key", "The helpline waits for one of the keys that it named."];
  return ["Type a number", asked.finish === "#" ? "Then press hash (#)." : ""];
}
