// Follows what happens, as the server tells it: first all that has happened, then `opened`, then what happens from now on.

/**
 * One thing that happened. Which facts there are follows from `kind`.
 * @typedef {object} Told
 * @property {"opened" | "ringing" | "said" | "played" | "asked" | "pressed" | "place" | "queued" | "left-queue" | "dialled" | "bridged"
 *   | "path" | "recording" | "recorded" | "kept" | "texted" | "replied" | "requested" | "warned" | "failed" | "ended" | "clock" | "menus"} kind
 * @property {string} at an ISO moment in London, by the page's clock, which may be set
 * @property {string} passed the same by the real clock: lengths of time are reckoned with it
 * @property {string} call whose call it is; empty where it is nobody's
 * @property {"caller" | "adviser"} role ringing
 * @property {string} from ringing, path, kept, texted, replied
 * @property {string} words said, played
 * @property {string} url played, requested
 * @property {number} seconds said, played, asked, recorded, kept
 * @property {number} number said, played: counts them in a call
 * @property {number | null} most asked: at most so many keys
 * @property {string} finish asked: the key that ends them
 * @property {string} key pressed
 * @property {boolean} heard pressed: false where nothing was listening
 * @property {string} node place
 * @property {number} page place: from 1; 0 on a menu
 * @property {string} title place
 * @property {number} waited_s path
 * @property {Step[]} steps path
 * @property {string[]} texts path
 * @property {number} longest_s recording
 * @property {string} recording recorded, kept
 * @property {string} to texted
 * @property {string} body texted, replied
 * @property {string} method requested
 * @property {number} status requested
 * @property {number} code warned
 * @property {string} problem warned, failed
 * @property {string} reason ended
 * @property {string} box opened: which server this is
 * @property {string} by menus: "start" or "reading"
 * @property {boolean} taken menus
 * @property {Finding[]} findings menus
 *
 * @typedef {{at: string, title: string, page: number, node: string}} Step
 * @typedef {{level: "error" | "warning" | "confirm", rule: string, where: string, problem: string, mend: string}} Finding
 *
 * Whatever shows something of what happens. `live` is false for what happened before this page was there.
 * @typedef {{tell: (told: Told, live: boolean) => void}} Part
 */

const BEGINS_MS = 10_000;

/**
 * Tell `hear` everything; tell `standing` whether the server is there. A page of another server than it began with begins anew.
 * @param {(told: Told, live: boolean) => void} hear
 * @param {(there: boolean) => void} standing
 */
export function follow(hear, standing) {
  let live = false;
  let box = "";
  stream((told) => {
    if (told === "gone") {
      live = false;
      return standing(false);
    }
    standing(true);
    if (told.kind === "opened") {
      if (box && box !== told.box) location.reload();
      box = told.box;
      live = true;
    }
    hear(told, live);
  });
}

/**
 * One stream for all tabs of this browser, which opens only so many at once; where it cannot share one, a stream of this page's own.
 * @param {(told: Told | "gone") => void} tell
 */
function stream(tell) {
  const alone = () => void import("./stream.js").then(({ open }) => open(tell));
  try {
    const worker = new SharedWorker("/page/sharing.js", { type: "module" });
    let chosen = false;
    const instead = () => {
      if (chosen) return;
      chosen = true;
      worker.port.onmessage = null; // were it late, all would be told twice
      worker.port.postMessage("bye");
      alone();
    };
    worker.port.onmessage = ({ data }) => {
      chosen = true;
      tell(data);
    };
    worker.addEventListener("error", instead);
    setTimeout(instead, BEGINS_MS); // it may hang, and a browser under load was seen to tell of no error
    addEventListener("pagehide", () => worker.port.postMessage("bye"));
    addEventListener("pageshow", ({ persisted }) => persisted && location.reload()); // it said goodbye
  } catch {
    alone(); // a browser may have none, or forbid it
  }
}
