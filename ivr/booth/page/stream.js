// The stream of what happens, from the server: all that has happened, then `opened`, then what happens. It comes back by itself.

const AGAIN_MS = 3000;

/** @typedef {import("./feed.js").Told} Told */

/**
 * @param {(told: Told | "gone") => void} tell
 * @param {string} box the server it follows, if it has followed one
 */
export function open(tell, box = "") {
  const source = new EventSource("/feed");
  source.onmessage = ({ data }) => {
    /** @type {Told} */
    const told = JSON.parse(data);
    tell(told);
    if (told.kind !== "opened") return;
    if (box && box !== told.box) {
      source.close(); // it has asked another server for what came after the news of the one before
      return open(tell, told.box);
    }
    box = told.box;
  };
  source.onerror = () => {
    tell("gone");
    if (source.readyState === EventSource.CLOSED) setTimeout(() => open(tell, box), AGAIN_MS); // it does not come back by itself after all
  };
}
