// Runs beside the sound: hands on what the microphone gives, untouched, in stretches of a tenth of a second, each with its highest sample.

class Samples extends AudioWorkletProcessor {
  #stretch = new Float32Array(Math.round(sampleRate / 10));
  #filled = 0;
  #highest = 0;

  /** @param {Float32Array[][]} inputs */
  process(inputs) {
    for (const sample of inputs[0]?.[0] ?? []) {
      this.#stretch[this.#filled++] = sample;
      this.#highest = Math.max(this.#highest, Math.abs(sample));
      if (this.#filled === this.#stretch.length) this.#handOn();
    }
    return true;
  }

  #handOn() {
    this.port.postMessage({ samples: this.#stretch, highest: this.#highest }, [this.#stretch.buffer]);
    this.#stretch = new Float32Array(Math.round(sampleRate / 10));
    this.#filled = 0;
    this.#highest = 0;
  }
}

registerProcessor("samples", Samples);
