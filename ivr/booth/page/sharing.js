// Shares one stream among the tabs of a browser. A tab that comes later is told what has happened so far.

import { open } from "./stream.js";

/** @typedef {import("./feed.js").Told} Told */

/** @type {Set<MessagePort>} */
const ports = new Set();
/** @type {Told[]} */
let news = [];
/** @type {Told | "gone" | null} */
let state = null; // the last `opened`, or that the server is gone
let box = "";

/** @param {Told | "gone"} told */
function share(told) {
  if (told === "gone") state = told;
  else if (told.kind === "opened") {
    const another = box !== "" && box !== told.box; // all that it knows is told next, and then `opened` anew
    if (another) news = [];
    box = told.box;
    state = another ? null : told;
  } else news.push(told);
  for (const port of ports) port.postMessage(told);
}

globalThis.addEventListener("connect", (event) => {
  const [port] = /** @type {MessageEvent} */ (event).ports;
  for (const told of news) port.postMessage(told);
  if (state) port.postMessage(state);
  ports.add(port);
  port.onmessage = () => ports.delete(port);
});

open(share);
