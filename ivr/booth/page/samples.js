// Runs beside the sound: takes what the microphone gives, at whatever rate, and hands on stretches of 8 kHz 16-bit samples, each with how
// loud it was. Every sample that goes out is the mean of those that came in for it.

const RATE = 8000;
const STRETCH = RATE / 20;

class Samples extends AudioWorkletProcessor {
  #stretch = new Int16Array(STRETCH);
  #filled = 0;
  #sum = 0;
  #count = 0;
  #due = 0;

  /** @param {Float32Array[][]} inputs */
  process(inputs) {
    for (const sample of inputs[0]?.[0] ?? []) {
      this.#sum += sample;
      this.#count += 1;
      this.#due += RATE / sampleRate;
      if (this.#due >= 1) this.#put(this.#sum / this.#count);
    }
    return true;
  }

  /** @param {number} sample from -1 to 1 */
  #put(sample) {
    this.#due -= 1;
    this.#sum = 0;
    this.#count = 0;
    this.#stretch[this.#filled++] = Math.max(-1, Math.min(1, sample)) * 0x7fff;
    if (this.#filled < STRETCH) return;
    const squares = this.#stretch.reduce((sum, value) => sum + (value / 0x7fff) ** 2, 0);
    this.port.postMessage({ samples: this.#stretch, loudness: Math.sqrt(squares / STRETCH) });
    this.#stretch = new Int16Array(STRETCH);
    this.#filled = 0;
  }
}

registerProcessor("samples", Samples);
