// Asks the server. Every refusal comes out as an Error in words for a person.

const SILENT = "The helpline does not answer. Is `ivr phone` still running?";

/**
 * @param {string} path
 * @returns {Promise<any>} the answer
 */
export async function get(path) {
  const answer = await answered(path, {});
  return answer.json();
}

/**
 * @param {string} path
 * @param {object} body
 * @returns {Promise<any>} the answer; null where there is none
 */
export async function post(path, body) {
  const headers = { "Content-Type": "application/json" };
  const answer = await answered(path, { method: "POST", headers, body: JSON.stringify(body) });
  return answer.status === 204 ? null : answer.json();
}

/**
 * A stretch from the microphone.
 * @param {string} path
 * @param {Int16Array<ArrayBuffer>} samples mono, at 8 kHz, little end first as every browser's machine has them
 * @param {number} voiced how many seconds of it were spoken
 */
export async function postSound(path, samples, voiced) {
  const headers = { "Content-Type": "application/octet-stream", "X-Voiced-Seconds": voiced.toFixed(2) };
  await answered(path, { method: "POST", headers, body: samples });
}

/**
 * @param {string} path
 * @returns {Promise<string>} a file, as text
 */
export async function getText(path) {
  const answer = await answered(path, { cache: "no-store" });
  return answer.text();
}

/**
 * @param {string} path
 * @param {RequestInit} how
 * @returns {Promise<Response>}
 */
async function answered(path, how) {
  const answer = await fetch(path, how).catch(() => {
    throw new Error(SILENT);
  });
  if (answer.ok) return answer;
  const { error } = await answer.json().catch(() => ({}));
  throw new Error(error ?? `The helpline answered ${answer.status}.`);
}
