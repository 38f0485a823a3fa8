// A WAV file of 16-bit samples, made here: what browsers record by themselves cannot be read everywhere.

const HEADER = 44;

/** @param {Float32Array[]} stretches from -1 to 1 @param {number} rate in Hz */
export function wav(stretches, rate) {
  const count = stretches.reduce((sum, { length }) => sum + length, 0);
  const file = new DataView(new ArrayBuffer(HEADER + 2 * count));
  const text = (/** @type {number} */ at, /** @type {string} */ said) => [...said].forEach((one, n) => file.setUint8(at + n, one.charCodeAt(0)));
  text(0, "RIFF");
  file.setUint32(4, HEADER - 8 + 2 * count, true);
  text(8, "WAVEfmt ");
  file.setUint32(16, 16, true);
  file.setUint16(20, 1, true); // plain samples
  file.setUint16(22, 1, true); // one channel
  file.setUint32(24, rate, true);
  file.setUint32(28, 2 * rate, true);
  file.setUint16(32, 2, true);
  file.setUint16(34, 16, true);
  text(36, "data");
  file.setUint32(40, 2 * count, true);
  let at = HEADER;
  for (const stretch of stretches) {
    for (const sample of stretch) {
      file.setInt16(at, Math.round(Math.max(-1, Math.min(1, sample)) * 0x7fff), true);
      at += 2;
    }
  }
  return new Blob([file.buffer], { type: "audio/wav" });
}
