"""Several readings of the same words: the one heard best is kept. Here a voice hums, and a listener says what a test tells it to."""

from collections.abc import Iterator

from ivr.clips import sound
from ivr.clips.catalogue import RATE_HZ
from ivr.clips.heard import Heard
from ivr.clips.hearing import Together
from ivr.clips.mastering import Edges, mastered
from ivr.clips.sound import Samples
from ivr.clips.voice.audition import FAULTLESS, PACES, best, faults, heard_best
from ivr.clips.voice.speaking import Pace, Speaker
from ivr.menu.aloud import aloud
from ivr.menu.repertoire import Reading
from ivr.menu.script import Piece
from tests.clips.speech import RATE, Tones, letters, words


def reading(id: str, words: str, *within: str) -> Reading:
    return Reading(piece=Piece(id, words), spoken=aloud(words, {}), within=within)


DIAL, OFFICE = reading("dial", "Please dial 9 9 9.", "dial", "office"), reading("office", "Then the office.", "dial", "office")


def spoken(one: Reading, pace: Pace = PACES[0]) -> bytes:
    return sound.encoded(Speaker(Tones(), RATE, letters).speak(one, pace))


def test_the_first_take_without_a_fault_is_kept_and_none_is_made_after_it() -> None:
    made: list[bytes] = []

    def takes() -> Iterator[bytes]:
        for take in (b"first", b"second", b"third"):
            made.append(take)
            yield take

    assert best(takes(), {b"first": (0, 1, 0, 0), b"second": FAULTLESS}.__getitem__) == b"second"
    assert made == [b"first", b"second"]


def test_of_takes_with_faults_the_one_with_the_least_is_kept_the_worst_kind_first_and_the_earlier_of_two_as_good() -> None:
    wrong = {b"unfit": (1, 0, 0, 0), b"inexact": (0, 1, 0, 0), b"unclear": (0, 0, 3, 0), b"clear": (0, 0, 2, 1), b"as clear": (0, 0, 2, 1)}
    assert best(wrong, wrong.__getitem__) == b"clear"


def test_a_number_heard_wrong_is_worse_than_a_word_and_a_bad_sound_is_worse_than_both() -> None:
    exact = Heard(audio_sha256="", heard="", words=5, wrong=1, important="9 9 9", exact=True)
    inexact = Heard(audio_sha256="", heard="", words=5, wrong=1, important="9 9 9", exact=False)
    whole = spoken(DIAL)
    late = sound.encoded(sound.decoded(whole)[: sound.decoded(whole).size // 4])
    assert faults(DIAL, whole, exact) < faults(DIAL, whole, inexact) < faults(DIAL, late, exact)


def test_a_number_heard_right_outweighs_any_words_and_what_can_be_lived_with_is_counted_last() -> None:
    right = Heard(audio_sha256="", heard="", words=5, wrong=3, important="9 9 9", exact=True)
    wrong = Heard(audio_sha256="", heard="", words=5, wrong=1, important="9 9 9", exact=False)
    assert faults(DIAL, spoken(DIAL), right) < faults(DIAL, spoken(DIAL), wrong)
    ten = reading("ten", "These ten words are said as they should be said.")
    slow, good = (sound.encoded(mastered(words(10, wpm=wpm), RATE_HZ, Edges())) for wpm in (125, 150))
    none = Heard(audio_sha256="", heard="", words=10, wrong=0)
    assert (faults(ten, good, none), faults(ten, slow, none)) == (FAULTLESS, (0, 0, 0, 1))


def test_the_usual_pace_is_tried_first_and_then_ever_further_from_it_without_a_breath_at_commas_and_with_one() -> None:
    usual, *others = PACES
    assert usual == Pace()
    assert all(pace.steady for pace in others)
    without, breathing = ([pace.speed for pace in others if pace.comma_s == breath_s] for breath_s in (0.0, 0.1))
    assert without == breathing == sorted(without, key=lambda speed: abs(speed - usual.speed))
    assert len(PACES) == 1 + len(without) + len(breathing)
    assert (min(without), max(without)) == (0.72, 0.99)


def test_what_is_misheard_at_one_pace_is_read_at_another_and_heard_with_what_a_call_plays_beside_it() -> None:
    lengths: list[int] = []

    def listen(samples: Samples, _rate: int) -> str:
        lengths.append(samples.size)
        return "Please dial 9, 9. Then the office." if len(lengths) < 3 else "Please dial 9 9 9. Then the office."

    beside = spoken(OFFICE)
    kept = heard_best(DIAL, lambda pace: spoken(DIAL, pace), Together((DIAL, OFFICE), {"office": beside}), listen)
    assert kept == spoken(DIAL, PACES[2])
    assert len(lengths) == 3
    assert lengths[2] > sound.decoded(kept).size + sound.decoded(beside).size
