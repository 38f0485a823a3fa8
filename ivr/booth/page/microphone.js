// The microphone: asks for it, listens, and hands on what it hears every half second, one stretch after another.

const VOICED = 0.01; // loudness from which somebody speaks, from 0 to 1
const STRETCH_S = 0.05; // as samples.js cuts them
const AT_ONCE = 10;

/** @typedef {{flush: () => Promise<void>, close: () => Promise<void>}} Microphone */

/**
 * Listen. Fails where there is no microphone, or it is refused.
 * @param {(loudness: number) => void} level told twenty times a second
 * @param {(samples: Int16Array<ArrayBuffer>, voiced: number) => Promise<void>} send
 * @returns {Promise<Microphone>}
 */
export async function listen(level, send) {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
  const context = new AudioContext();
  await context.audioWorklet.addModule("/page/samples.js");
  const samples = new AudioWorkletNode(context, "samples", { numberOfOutputs: 0 });
  context.createMediaStreamSource(stream).connect(samples);
  /** @type {{samples: Int16Array, loudness: number}[]} */
  let stretches = [];
  let sent = Promise.resolve();

  const flush = () => {
    const ready = stretches;
    stretches = [];
    if (ready.length) sent = sent.then(() => send(joined(ready), voiced(ready)));
    return sent;
  };
  samples.port.onmessage = ({ data }) => {
    level(data.loudness);
    stretches.push(data);
    if (stretches.length >= AT_ONCE) void flush().catch(close); // the call may be over
  };
  const close = async () => {
    samples.port.onmessage = null;
    for (const track of stream.getTracks()) track.stop();
    if (context.state !== "closed") await context.close();
  };
  return { flush, close };
}

/** @param {{samples: Int16Array}[]} stretches */
function joined(stretches) {
  const all = new Int16Array(stretches.reduce((sum, { samples }) => sum + samples.length, 0));
  let at = 0;
  for (const { samples } of stretches) {
    all.set(samples, at);
    at += samples.length;
  }
  return all;
}

/** @param {{loudness: number}[]} stretches */
const voiced = (stretches) => stretches.filter(({ loudness }) => loudness >= VOICED).length * STRETCH_S;
