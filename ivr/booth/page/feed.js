// Follows what happens, as the server tells it: first all that has happened, then `opened`, then what happens from now on.

/**
 * One thing that happened. Which facts there are follows from `kind`.
 * @typedef {object} Told
 * @property {"opened" | "ringing" | "said" | "played" | "asked" | "pressed" | "place" | "queued" | "left-queue" | "dialled" | "bridged"
 *   | "path" | "recording" | "recorded" | "kept" | "texted" | "replied" | "requested" | "warned" | "ended" | "clock" | "menus"} kind
 * @property {string} at an ISO moment in London, by the page's clock
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
 * @property {string} problem warned
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

/**
 * Tell `hear` everything; tell `standing` whether the server is there. A page of another server than it began with begins anew.
 * @param {(told: Told, live: boolean) => void} hear
 * @param {(there: boolean) => void} standing
 */
export function follow(hear, standing) {
  let live = false;
  let box = "";
  const source = new EventSource("/feed");
  source.onopen = () => standing(true);
  source.onmessage = (message) => {
    /** @type {Told} */
    const told = JSON.parse(message.data);
    if (told.kind === "opened") {
      if (box && box !== told.box) location.reload();
      box = told.box;
      live = true;
    }
    hear(told, live);
  };
  source.onerror = () => {
    live = false;
    standing(false);
    if (source.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 3000);
  };
}
