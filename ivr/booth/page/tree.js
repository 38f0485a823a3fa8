// The picture of the menus, with the caller's place lit up in it, and the same place in words.

import { getText } from "./ask.js";
import { attempt, find, gently, onUse } from "./dom.js";

const STEP = 1.25;
const LEAST = 0.15;
const MOST = 2;
const READABLE = 0.62; // of the size that it is drawn at
const MARGIN = 24;

/** @returns {import("./feed.js").Part} */
export function tree() {
  const view = find("tree");
  const style = new CSSStyleSheet();
  document.adoptedStyleSheets.push(style);
  /** @type {SVGSVGElement | null} */
  let picture = null;
  let scale = 1;
  let chosen = false; // whether somebody has chosen a size
  let whole = true; // whether all of it is to be seen
  let caller = "";
  let node = "";
  /** @type {{node: string, title: string}[]} from the first menu down */
  let trail = [];

  const size = (/** @type {number} */ to) => {
    if (!picture) return;
    scale = Math.min(MOST, Math.max(LEAST, to));
    picture.style.inlineSize = `${picture.viewBox.baseVal.width * scale}px`;
    picture.style.blockSize = `${picture.viewBox.baseVal.height * scale}px`;
    show("instant");
  };
  const fitting = () => {
    const box = picture?.viewBox.baseVal;
    return box ? Math.min((view.clientWidth - 2) / box.width, Math.max(view.clientHeight - 2, 300) / box.height) : 1;
  };
  const show = (/** @type {ScrollBehavior} */ behavior) => {
    const lit = picture?.querySelector(".here");
    if (!lit) return;
    const [box, at] = [view.getBoundingClientRect(), lit.getBoundingClientRect()];
    const middle = at.left + at.width / 2 - box.left - box.width / 2;
    const left = lit.classList.contains("menu") ? at.left - box.left - MARGIN : middle; // what can be chosen stands to the right
    view.scrollBy({ left, top: at.top + at.height / 2 - box.top - box.height / 2, behavior });
  };
  const light = (/** @type {ScrollBehavior} */ behavior) => {
    picture?.querySelector(".here")?.classList.remove("here");
    if (node) picture?.querySelector(`#node-${CSS.escape(node)}`)?.classList.add("here");
    show(behavior);
  };
  const load = () =>
    attempt(find("tree-problem"), async () => {
      const [, before, rules, behind] = /^(.*)<style>(.*)<\/style>(.*)$/s.exec(await getText("/tree.svg")) ?? [];
      style.replaceSync(rules); // inside of the picture they would not be let in
      const drawn = new DOMParser().parseFromString(`${before}${behind}`, "image/svg+xml");
      const root = document.importNode(drawn.documentElement, true);
      if (!(root instanceof SVGSVGElement)) throw new Error("The picture of the menus could not be drawn.");
      const first = picture === null;
      picture = root;
      view.replaceChildren(root);
      size(first ? fitting() : scale);
      light("instant");
    });
  const resize = (/** @type {() => number} */ to) => () => {
    chosen = true;
    whole = to === fitting;
    size(to());
  };
  new ResizeObserver(() => whole && size(fitting())).observe(view);
  onUse(find("tree-larger"), find("tree-problem"), resize(() => scale * STEP));
  onUse(find("tree-smaller"), find("tree-problem"), resize(() => scale / STEP));
  onUse(find("tree-fit"), find("tree-problem"), resize(fitting));

  const reach = (/** @type {import("./feed.js").Told} */ told) => {
    node = told.node;
    const known = trail.findIndex((step) => step.node === told.node);
    trail = [...(known < 0 ? trail : trail.slice(0, known)), { node: told.node, title: told.title }];
    const [first, ...rest] = trail.map((step) => step.title);
    const path = rest.length ? rest.join(" > ") : first;
    find("tree-place").textContent = `You are at: ${path}${told.page ? `, page ${told.page}` : ""}`;
  };

  return {
    tell(told, live) {
      if (told.kind === "opened") void load();
      if (told.kind === "menus" && told.taken && live) void load();
      if (told.kind === "ringing" && told.role === "caller") [caller, trail] = [told.call, []];
      if (told.call !== caller) return;
      if (told.kind === "place" && told.node) {
        reach(told);
        if (live && !chosen && scale < READABLE) {
          whole = false;
          size(READABLE);
        }
        light(live ? gently() : "instant");
      }
      if (told.kind === "ended") {
        [caller, node] = ["", ""]; // what the helpline is told of a call that is over moves nobody
        find("tree-place").textContent = find("tree-place").textContent?.replace("You are at", "The call ended at") ?? "";
        light("instant");
      }
    },
  };
}
