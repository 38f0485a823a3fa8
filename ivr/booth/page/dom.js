// Finds, makes and changes elements. Whatever was told or typed goes in as text, never as markup.

/**
 * The element of this id; a page without it is broken, and says so.
 * @template {Element} [Kind=HTMLElement]
 * @param {string} id
 * @param {new () => Kind} [kind]
 * @returns {Kind}
 */
export function find(id, kind) {
  const element = document.getElementById(id);
  const wanted = kind ?? HTMLElement;
  if (!(element instanceof wanted)) throw new Error(`the page has no ${wanted.name} called ${id}`);
  return /** @type {Kind} */ (/** @type {unknown} */ (element)); // as just seen
}

/**
 * A new element.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/**
 * Whether a button can be used now. It keeps its focus and can be found all the same.
 * @param {HTMLElement} button
 * @param {boolean} usable
 */
export function enable(button, usable) {
  if (usable) button.removeAttribute("aria-disabled");
  else button.setAttribute("aria-disabled", "true");
}

/**
 * @param {HTMLElement} button
 * @returns {boolean}
 */
export function isEnabled(button) {
  return button.getAttribute("aria-disabled") !== "true";
}

/**
 * Do this when the button is pressed or the form is sent; what goes wrong is said in `problem`, beside it.
 * @param {HTMLElement} control a button, or a form
 * @param {HTMLElement} problem
 * @param {() => unknown} act
 */
export function onUse(control, problem, act) {
  let acting = false; // a second click of a double click asks for nothing
  control.addEventListener(control instanceof HTMLFormElement ? "submit" : "click", async (event) => {
    event.preventDefault();
    if (acting || !isEnabled(control)) return;
    acting = true;
    await attempt(problem, act);
    acting = false;
  });
}

/**
 * Do this, and say in `problem` what went wrong, if anything did.
 * @param {HTMLElement} problem
 * @param {() => unknown} act
 */
export async function attempt(problem, act) {
  problem.textContent = "";
  try {
    await act();
  } catch (fault) {
    problem.textContent = fault instanceof Error ? fault.message : String(fault);
  }
}

/** @returns {ScrollBehavior} how the page may scroll by itself */
export function gently() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
}
