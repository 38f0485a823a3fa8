// Reading the menus again after an edit, and what was found wrong with them: where it is, what it is, and how to mend it. What only has
// to be confirmed before real callers ring stands further down.

import { post } from "./ask.js";
import { enable, find, make, onUse } from "./dom.js";
import { counted, timeOf } from "./moments.js";

/** @typedef {import("./feed.js").Finding} Finding */

const GROUPS = /** @type {const} */ ([
  ["error", "mistake"],
  ["warning", "warning"],
  ["confirm", "question"],
]);
const ABOUT = { error: "Must be mended", warning: "Worth a look", confirm: "To be confirmed before real callers ring" };

/** @returns {import("./feed.js").Part} */
export function menus() {
  const button = find("menus-read");
  const state = find("menus-state");

  onUse(button, find("menus-problem"), async () => {
    enable(button, false);
    state.textContent = "Reading and checking the menus. This can take half a minute.";
    state.dataset.outcome = "reading";
    try {
      await post("/menus", {});
    } catch (fault) {
      state.textContent = "The old menus stay in use.";
      throw fault;
    } finally {
      enable(button, true);
    }
  });

  return {
    tell(told) {
      if (told.kind !== "menus") return;
      const faults = told.findings.filter(({ level }) => level === "error");
      state.dataset.outcome = told.taken ? "taken" : "refused";
      state.textContent = outcome(told, faults.length);
      const groups = GROUPS.map(([level, noun]) => group(told.findings.filter((finding) => finding.level === level), level, noun));
      const [errors, warnings, confirms] = groups;
      find("findings").replaceChildren(...errors, ...warnings);
      find("findings").hidden = errors.length + warnings.length === 0;
      find("confirms").replaceChildren(...confirms);
    },
  };
}

/** @param {import("./feed.js").Told} told @param {number} faults */
function outcome({ taken, by, at }, faults) {
  if (!taken) return `The old menus stay in use: ${counted(faults, "thing")} must be mended first.`;
  return by === "start" ? "" : `Read at ${timeOf(at)}. Callers hear the new menus from now on.`;
}

/**
 * @param {Finding[]} findings
 * @param {"error" | "warning" | "confirm"} level
 * @param {string} noun
 */
function group(findings, level, noun) {
  if (findings.length === 0) return [];
  const summary = make("summary", {}, `${ABOUT[level]}: ${counted(findings.length, noun)}`);
  const details = make("details", { class: `finding-group ${level}` }, summary, make("ul", {}, ...findings.map(shown)));
  details.open = level !== "confirm";
  return [details];
}

/** @param {Finding} finding */
function shown({ where, rule, problem, mend }) {
  const head = make("p", { class: "where" }, make("code", {}, where), make("span", { class: "rule" }, ` ${rule}`));
  return make("li", {}, head, make("p", {}, problem), make("p", {}, make("b", {}, "To mend it: "), mend));
}
