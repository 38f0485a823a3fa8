"""A reading, spoken: here by a voice that hums, so that what is asked of the real one can be told."""

import numpy as np
import pytest

from ivr.clips import measure
from ivr.clips.sound import Samples
from ivr.clips.voice import speaking
from ivr.clips.voice.phonemes import MOST, of_ipa, sentences
from ivr.clips.voice.speaking import Speaker
from ivr.errors import OurError
from ivr.menu.aloud import NOTHING, Pronunciation, Spoken, aloud
from ivr.menu.repertoire import Reading
from ivr.menu.script import Piece
from tests.clips.speech import RATE, Tones, Uttered, letters, silence, tone

SAID = {"SENCO": Pronunciation("SENCO", like="sen-coe", ipa="ˈsɛnkəʊ"), "NHS": Pronunciation("NHS")}


def reading(words: str, before: str = "", after: str = "") -> Reading:
    around = [aloud(text, SAID) if text else NOTHING for text in (before, after)]
    return Reading(piece=Piece("a", words), spoken=aloud(words, SAID), before=around[0], after=around[1])


def pause_s(made: Samples) -> float:
    """The longest pause between words: what stands before and after them is none."""
    around = measure.measure(made, 1)
    return measure.measure(made[int(around.lead_s * 8000) : made.size - int(around.tail_s * 8000)], 1).longest_silence_s


def said(spoken: Spoken) -> list[str]:
    return [sentence.phonemes for sentence in sentences(spoken, letters)]


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("Hello. How are you?", ["Hello.", "How are you?"]),
        ("Call 03000, 41, 3000. Goodbye.", ["Call oh, three, oh, oh, oh— four, one— three, oh, oh, oh.", "Goodbye."]),
        ("Dial 9 9 9.", ["Dial nine, nine, nine."]),
        ("the SENCO", ["the [SENCO](/sˈɛnkQ/)"]),
        ("the NHS", ["the [NHS](/ˈɛn ˈAʧ ˈɛs/)"]),
        ("the U K.", ["the [UK](/jˈuː kˈA/)."]),
        ("in 30 days", ["in 30 days"]),
        ("To go back, press star, or wait.", ["To go back; press star, or wait."]),
        ("Again, 9. Back, star.", ["Again; 9.", "Back; star."]),
        ("the NHS, 9 9 9.", ["the [NHS](/ˈɛn ˈAʧ ˈɛs/), nine, nine, nine."]),
    ],
)
def test_the_voice_is_told_each_sentence_as_it_is_said(words: str, read: list[str]) -> None:
    assert said(aloud(words, SAID)) == read


@pytest.mark.parametrize(("ipa", "its_own"), [("ˈsɛnkəʊ", "sˈɛnkQ"), ("seɪ", "sA"), ("tʃaɪld", "ʧIld"), ("ˈɡrəʊ", "ɡɹˈQ"), ("eɪs", "As")])
def test_what_phoneticians_write_becomes_the_voices_own_letters(ipa: str, its_own: str) -> None:
    assert of_ipa(ipa) == its_own


@pytest.mark.parametrize(
    ("read", "said"),
    [
        ("ðˌɪs ɪz ɪt", "ðɪs ɪz ɪt"),
        ("fˌɔː ðə fˈɜːst", "fˈɔː ðə fˈɜːst"),
        ("ˌɪndɪpˈɛndᵊnt ˌʌs", "ˌɪndɪpˈɛndᵊnt ˌʌs"),
        ("wˌiː ˌɑː", "wiː ˌɑː"),
        ("fˈɔː, wˈʌn.", "fˈɔː, wˈʌn."),
    ],
)
def test_a_weak_word_that_begins_a_sentence_is_not_stressed(read: str, said: str) -> None:
    assert [one.phonemes for one in sentences(aloud("Words.", {}), lambda _: read)] == [said]


def test_a_letter_that_names_a_section_is_no_roman_number() -> None:
    assert said(aloud("This is section I, the letter I. I did.", SAID)) == ["This is section [I](/ˈI/), the letter [I](/ˈI/).", "I did."]


def test_a_word_has_the_sounds_that_it_has_in_its_sentence() -> None:
    voice = Tones()

    def read(words: str) -> str:
        return words.replace("in five", "ɪn five") if "five" in words else words.replace("in", "ˈɪn")

    Speaker(voice, RATE, read).speak(reading("ending in", after="five mm."))
    assert voice.uttered[0][0] == "ending ɪn five mm."


def test_a_sentence_longer_than_the_voice_can_say_is_refused_by_its_words() -> None:
    with pytest.raises(OurError, match=r"is more than the voice can say.*: long long"):
        said(aloud("long " * (MOST // 4), {}))


def test_eight_words_or_more_are_read_at_the_pace_that_callers_follow() -> None:
    """L28."""
    for of_each in (3, 4, 5):  # a slow voice, and quicker ones
        text = " ".join("m" * of_each for _ in range(20))
        made = Speaker(Tones(), RATE, letters).speak(reading(text))
        assert measure.measure(made, 20).wpm == pytest.approx(150, abs=10)


def test_between_sentences_there_is_a_pause_and_after_a_number_a_longer_one() -> None:
    made = Speaker(Tones(), RATE, letters).speak(reading("mm mm. mm."))
    number = Speaker(Tones(), RATE, letters).speak(reading("0123, 45. mm."))
    assert pause_s(made) == pytest.approx(speaking.GAP_S, abs=0.12)
    assert pause_s(number) == pytest.approx(speaking.AFTER_NUMBER_S, abs=0.12)


def test_digits_that_stand_one_by_one_are_no_number_to_write_down() -> None:
    assert [one.number for text in ("Dial 9 9 9.", "Call 03000, 41, 3000.") for one in sentences(aloud(text, {}), letters)] == [False, True]


def test_between_the_groups_of_a_number_there_is_time_to_write() -> None:
    made = Speaker(Tones(), RATE, letters).speak(reading("0123, 45."))
    assert pause_s(made) == pytest.approx(speaking.BETWEEN_GROUPS_S, abs=0.12)


def test_between_options_there_is_no_pause_in_which_a_caller_would_think_it_is_their_turn() -> None:
    """L29: 0.5 to 0.75 s, also where the whole is too quick and there must be more of it."""
    made = Speaker(Tones(), RATE, letters).speak(reading(" ".join(["m m m m m m, 1."] * 4)))
    assert 0.5 <= pause_s(made) <= 0.75


def test_a_sentence_that_is_too_quick_is_given_a_breath_at_its_commas_before_it_is_drawled() -> None:
    voice = Tones()
    made = Speaker(voice, RATE, letters).speak(reading("m m m, m m m, m m m, m m m, m m m."))
    assert pause_s(made) > 0.35
    assert [speed for _, speed in voice.uttered[:2]] == [speaking.SPEED] * 2


def test_a_steady_pace_changes_its_pauses_alone() -> None:
    voice, usual = Tones(), Tones()
    text = reading("m m m m m m m. m m m m m m m.")
    Speaker(voice, RATE, letters).speak(text, speaking.Pace(0.9, steady=True))
    Speaker(usual, RATE, letters).speak(text, speaking.Pace(0.9))
    assert {speed for _, speed in voice.uttered} == {0.9}
    assert len({speed for _, speed in usual.uttered}) > 1


def test_what_would_be_the_same_sound_again_is_not_made_again() -> None:
    voice = Tones()
    Speaker(voice, RATE, letters).speak(reading("m m m m m m m m m m m m."), speaking.Pace(0.9, steady=True))  # without a pause to change
    assert len(voice.uttered) == 1


def test_of_readings_that_all_miss_the_pace_the_nearest_is_kept() -> None:
    class Tiring(Tones):
        def utter(self, phonemes: str, speed: float) -> Uttered:
            return super().utter(phonemes, speed / (1 + 3 * bool(self.uttered)))

    made = Speaker(Tiring(), RATE, letters).speak(reading(" ".join(["mmmmm"] * 10)))
    assert measure.measure(made, 10).wpm > 80  # at its first try; afterwards it takes four times as long


@pytest.mark.parametrize("choice", ["mmmm, press mmm", "mm mm, 1.", "mmmm, star."])
def test_between_a_choice_and_its_key_there_is_a_breath(choice: str) -> None:
    """L29: 0.3 to 0.5 s."""
    made = Speaker(Tones(), RATE, letters).speak(reading(choice))
    assert 0.3 <= pause_s(made) <= 0.5


def test_a_piece_is_cut_out_of_its_sentence() -> None:
    voice = Tones()
    made = Speaker(voice, RATE, letters).speak(reading("mmmm", before="nnnn nnnn", after="nn."))
    assert voice.uttered == [("nnnn nnnn mmmm nn.", speaking.SPEED)]
    spoken_s = made.size / 8000 - 2 * 0.04
    assert spoken_s == pytest.approx(4 * 0.075 / speaking.SPEED, abs=0.08)


class Humming:
    """A voice that hums before it says a word, which dies away. Before it stands another if one is asked for, and a moment of quiet;
    where that ends the voice knows only roughly.
    """

    def utter(self, phonemes: str, speed: float) -> Uttered:
        del speed
        hum = np.concatenate([tone(0.08, RATE, 0.08), tone(0.06, RATE, 0.012)])
        before = [tone(0.3, RATE), silence(0.06, RATE)] if " " in phonemes else []
        sounds = np.concatenate([*before, hum, tone(1, RATE), tone(0.5, RATE, 0.06)])
        return Uttered(sounds, (int(0.38 * RATE),) * 5 + (sounds.size,) * (len(phonemes) - 5))


def test_a_reading_begins_without_the_hum_of_the_voice() -> None:
    made = Speaker(Humming(), RATE, letters).speak(reading("mmmmmm"))
    assert measure.frames_db(made)[10:12].max() < -34


def test_a_piece_begins_where_it_is_quiet_and_with_the_sound_that_it_has_in_its_sentence() -> None:
    made = Speaker(Humming(), RATE, letters).speak(reading("mmmm", before="nnnn"))
    assert made.size / 8000 == pytest.approx(0.04 + 1.64 + 0.3 + 0.035, abs=0.02)  # a frame around it too
    assert measure.frames_db(made)[3:5].max() > -34  # the hum, for it is no beginning of a sentence


def test_a_digit_is_said_by_itself_and_not_cut_out_of_a_row() -> None:
    voice = Tones()
    five = Reading(piece=Piece("digit.5", "5"), spoken=aloud("5", {}), before=aloud("ending in 4", {}), after=aloud("3.", {}))
    Speaker(voice, RATE, letters).speak(five)
    assert [phonemes for phonemes, _ in voice.uttered] == ["5"]


def test_whole_sentences_before_a_piece_that_begins_one_are_spoken_as_they_are() -> None:
    voice = Tones()
    Speaker(voice, RATE, letters).speak(reading("Mmm mm. Mm mm", after="nn."))
    assert [phonemes for phonemes, _ in voice.uttered] == ["Mmm mm.", "Mm mm nn."]


def test_the_same_words_are_the_same_sound() -> None:
    one, two = (Speaker(Tones(), RATE, letters).speak(reading("mm mm, mm. mm mm.")) for _ in range(2))
    assert np.array_equal(one, two)
