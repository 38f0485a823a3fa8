// What this browser remembers: whether to speak aloud (for good), which calls this tab placed, and how much of them was heard (while the
// tab is open, reloads included).

const PLACED = "calls placed here";
const HEARD = "heard to the end";
const SILENT = "words only";

/** @returns {boolean} */
export const isAloud = () => kept(localStorage, SILENT) !== "yes";

/** @param {boolean} aloud */
export const keepAloud = (aloud) => keep(localStorage, SILENT, aloud ? "no" : "yes");

/** @param {string} call @returns {boolean} */
export const placedHere = (call) => (kept(sessionStorage, PLACED) ?? "").split(" ").includes(call);

/** @param {string} call */
export const keepPlaced = (call) => keep(sessionStorage, PLACED, `${kept(sessionStorage, PLACED) ?? ""} ${call}`);

/** @param {string} call @param {number} number @returns {boolean} */
export const wasHeard = (call, number) => kept(sessionStorage, `${HEARD} ${call}`) === String(number);

/** @param {string} call @param {number} number */
export const keepHeard = (call, number) => keep(sessionStorage, `${HEARD} ${call}`, String(number));

/** @param {Storage} storage @param {string} name */
function kept(storage, name) {
  try {
    return storage.getItem(name);
  } catch {
    return null; // a browser may forbid it; then nothing is remembered
  }
}

/** @param {Storage} storage @param {string} name @param {string} value */
function keep(storage, name, value) {
  try {
    storage.setItem(name, value);
  } catch {
    // likewise
  }
}
