"""Sound in and out: whatever a person brings, and the telephone's own."""

import io
import wave
from pathlib import Path

import numpy as np
import pytest
import soundfile

from ivr.clips import sound
from ivr.errors import OperatorError
from tests.clips.speech import tone


def test_what_is_written_is_a_telephones_sound_and_reads_back_the_same() -> None:
    samples = tone(1)
    made = sound.encoded(samples)
    with wave.open(io.BytesIO(made)) as file:
        assert (file.getframerate(), file.getsampwidth(), file.getnchannels(), file.getnframes()) == (8000, 2, 1, 8000)
    assert np.abs(sound.decoded(made) - samples).max() < 1e-4


@pytest.mark.parametrize("kind", ["wav", "flac", "ogg", "mp3"])
def test_any_usual_file_is_read_and_its_channels_are_mixed(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"take.{kind}"
    left, right = tone(1, 44_100), np.zeros(44_100)
    soundfile.write(path, np.stack([left, right], axis=1), 44_100)
    samples, rate = sound.read(path)
    assert rate == 44_100
    assert abs(samples.size - 44_100) < 3000
    assert 0.3 < np.abs(samples).max() / np.abs(left).max() < 0.7


def test_what_is_no_sound_is_told_with_its_name_and_what_would_be_one(tmp_path: Path) -> None:
    (tmp_path / "take.wav").write_text("This is a letter.")
    for path in (tmp_path / "take.wav", tmp_path / "none.wav"):
        with pytest.raises(OperatorError, match=r"(take|none)\.wav cannot be read as sound.*Save it as WAV"):
            sound.read(path)
    for wrong in (b"", b"RIFF", sound.encoded(tone(1))[:40]):
        with pytest.raises(OperatorError):
            sound.decoded(wrong)


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_a_file_that_holds_what_is_no_number_is_refused(value: float) -> None:
    file = io.BytesIO()
    soundfile.write(file, np.where(np.arange(8000) == 4000, value, tone(1)), 8000, format="WAV", subtype="FLOAT")
    with pytest.raises(OperatorError, match="what is no number"):
        sound.opened(file.getvalue())


def test_sound_of_another_rate_is_not_taken_for_the_telephones() -> None:
    file = io.BytesIO()
    soundfile.write(file, tone(1, 16_000), 16_000, format="WAV")
    with pytest.raises(OperatorError, match="16000 Hz"):
        sound.decoded(file.getvalue())


def test_another_rate_is_the_same_sound() -> None:
    there = sound.resampled(tone(1, 24_000), 24_000)
    assert there.size == 8000
    assert np.abs(there[200:-200] - tone(1)[200:-200]).max() < 0.01


def test_a_peak_between_two_samples_is_found() -> None:
    at = np.arange(8000)
    between = np.sin(2 * np.pi * 2000 * at / 8000 + np.pi / 4)
    assert np.abs(between).max() < 0.71
    assert sound.true_peak(between) > 0.98
    assert sound.true_peak(between[:0]) == 0


def test_what_is_sent_is_held_in_memory_and_so_a_small_file_of_much_sound_is_refused() -> None:
    for frames, channels, rate in ((121 * 8000, 1, 8000), (30 * 8000, 16, 8000), (119 * 400_000, 1, 400_000)):
        file = io.BytesIO()
        soundfile.write(file, np.zeros((frames, channels), np.int16), rate, format="WAV", subtype="PCM_U8")
        with pytest.raises(sound.TooLongError, match="longer than 120 seconds"):
            sound.opened(file.getvalue())
