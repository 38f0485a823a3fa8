// The microphone: asks for it, and keeps every sample that it gives, as it gives it. What a browser does to please people in a call
// (taking echo and noise away, evening out loudness) is turned off: whoever makes the recording fit for the telephone has to hear it as it was.

/** @typedef {{close: () => Promise<{samples: Float32Array[], rate: number}>}} Microphone */

/**
 * Listen. Fails where there is no microphone, or it is refused.
 * @param {(loudness: number, seconds: number) => void} heard told ten times a second: the highest sample since, and how long it is by now
 * @param {() => void} gone told if the microphone is taken away meanwhile
 * @returns {Promise<Microphone>}
 */
export async function listen(heard, gone) {
  const plain = { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: false };
  const stream = await navigator.mediaDevices.getUserMedia({ audio: plain });
  const context = new AudioContext();
  /** @type {Float32Array[]} */
  const samples = [];
  let count = 0;

  const close = async () => {
    for (const track of stream.getTracks()) track.stop();
    if (context.state !== "closed") await context.close();
    return { samples, rate: context.sampleRate };
  };
  try {
    await context.audioWorklet.addModule(new URL("samples.js", import.meta.url));
    await context.resume();
  } catch (error) {
    await close();
    throw error;
  }
  const node = new AudioWorkletNode(context, "samples", { channelCount: 1, channelCountMode: "explicit" });
  node.port.onmessage = ({ data }) => {
    samples.push(data.samples);
    count += data.samples.length;
    heard(data.highest, count / context.sampleRate);
  };
  // It sounds nothing, but some browsers run only what leads to a loudspeaker.
  context.createMediaStreamSource(stream).connect(node).connect(context.destination);
  for (const track of stream.getTracks()) track.onended = gone;
  return { close };
}
