// The sounds that a telephone makes by itself: its keys and the tone before a message.

const LOW = { 1: 697, 2: 697, 3: 697, 4: 770, 5: 770, 6: 770, 7: 852, 8: 852, 9: 852, "*": 941, 0: 941, "#": 941 };
const HIGH = { 1: 1209, 4: 1209, 7: 1209, "*": 1209, 2: 1336, 5: 1336, 8: 1336, 0: 1336, 3: 1477, 6: 1477, 9: 1477, "#": 1477 };

let /** @type {AudioContext | null} */ context = null;

/** @param {string} key */
export function keyTone(key) {
  const pitch = /** @type {keyof typeof LOW} */ (key);
  sound([LOW[pitch], HIGH[pitch]], 0.12, 0.05);
}

/** Speak after this. */
export const beep = () => sound([1000], 0.4, 0.12);

/**
 * @param {number[]} pitches in hertz, at once
 * @param {number} seconds
 * @param {number} loudness from 0 to 1
 */
function sound(pitches, seconds, loudness) {
  context ??= new AudioContext();
  const volume = new GainNode(context, { gain: loudness });
  volume.connect(context.destination);
  for (const frequency of pitches) {
    const pitch = new OscillatorNode(context, { frequency });
    pitch.connect(volume);
    pitch.start();
    pitch.stop(context.currentTime + seconds);
  }
}
