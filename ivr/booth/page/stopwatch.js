// Counts the seconds of a call or a message and shows them. Runs by this machine's own time, so that setting the page's clock does not upset it.

/**
 * @param {HTMLElement} element where it is shown
 * @param {(seconds: number) => string} put
 */
export function stopwatch(element, put) {
  let began = 0;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let ticking;

  const show = () => {
    element.textContent = put((performance.now() - began) / 1000);
  };

  return {
    /** Begin, with so many seconds gone already. */
    start(gone = 0) {
      clearInterval(ticking);
      began = performance.now() - gone * 1000;
      element.hidden = false;
      show();
      ticking = setInterval(show, 250);
    },
    /**
     * Stand still, showing what it shows; or, for what was over before this page was there, so many seconds.
     * @param {number | null} gone
     */
    stop(gone = null) {
      clearInterval(ticking);
      if (gone !== null) element.textContent = put(gone);
    },
    /** Stand still, and be gone. */
    clear() {
      clearInterval(ticking);
      element.hidden = true;
    },
  };
}
