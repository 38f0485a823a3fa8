"""What is said on the recording line to whatever is told, at every step; and that it ends."""

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import get_args

import pytest

from ivr.clips.takes import Why
from ivr.menu.lines import SLOTS
from ivr.menu.script import Piece
from ivr.phone.queries import Query
from ivr.studio.errands import (
    Admit,
    Changed,
    Errand,
    Expect,
    Expected,
    Found,
    Keep,
    Kept,
    KeptOut,
    LetIn,
    Look,
    LookAgain,
    LookFor,
    Lost,
    News,
    NotFound,
    NotYet,
    Out,
    Ready,
    Spoilt,
    TakeBack,
    TakenBack,
    Trouble,
)
from ivr.studio.line import MOST_MISSES, MOST_POLLS, conclude, hear
from ivr.studio.place import At, Failed, Rang, Read, Silent, Step, Told, Typed, Waited
from ivr.studio.turn import Playback, Then, Turn

PIECE = Piece("school.1", "Every school has a way to complain.")
STAFF, WORDS, TAKE, SOUND, RECORDING = "a" * 32, "0123456789ab", "t-_k", "ba9876543210", "RE" + "0" * 32
KNOWN = {
    Step.WHO: At(),
    Step.NUMBER: At(step=Step.NUMBER, staff=STAFF),
    Step.WORDS: At(step=Step.WORDS, staff=STAFF, prompt=PIECE.id, words=WORDS),
}
READING = replace(KNOWN[Step.WORDS], step=Step.READING)
MOMENT, CHECK = replace(READING, step=Step.MOMENT, take=TAKE), replace(READING, step=Step.CHECK, take=TAKE)
KEPT = replace(CHECK, step=Step.KEPT, sound=SOUND)
AT = {
    **KNOWN,
    Step.READING: READING,
    Step.MOMENT: MOMENT,
    Step.CHECK: CHECK,
    Step.KEPT: KEPT,
    Step.UNDONE: replace(CHECK, step=Step.UNDONE),
}
BYE = "adviser.goodbye"
ASKED = {
    Step.WHO: ("studio.ask",),
    Step.NUMBER: ("studio.number",),
    Step.WORDS: ("studio.begin",),
    Step.READING: ("studio.read",),
    Step.MOMENT: (),
    Step.CHECK: ("studio.keys",),
    Step.KEPT: ("studio.kept",),
    Step.UNDONE: ("studio.undone",),
}
TOLD: list[Told] = [
    Rang(),
    *(Typed(keys) for keys in ("", "0", "1", "2", "9", "*", "#", "123", "10400", "123456789", "12345678*", "1" * 40)),
    Silent(),
    Read(RECORDING, 9),
    Read(RECORDING, 0),
    Read("", 9),
    Read(RECORDING, 9, hung_up=True),
    Waited(),
    Failed(),
]
NEWS: list[News] = [
    LetIn(STAFF),
    *map(KeptOut, Out),
    Found(PIECE, WORDS),
    NotFound(),
    Expected(TAKE),
    NotYet(),
    Ready(),
    *map(Spoilt, Why),
    Lost(),
    Changed(PIECE, WORDS),
    Kept(SOUND),
    TakenBack(),
    Trouble(),
]


def turn(found: Turn | Errand) -> Turn:
    assert isinstance(found, Turn)
    return found


def says(found: Turn | Errand, *said: str | Piece | Playback) -> Turn:
    assert turn(found).says == said
    return turn(found)


def test_every_kind_of_thing_that_can_be_told_or_come_of_an_errand_is_among_those_that_are_tried() -> None:
    assert {type(one) for one in TOLD} == set(get_args(Told))
    assert {type(one) for one in NEWS} == set(get_args(News))
    assert set(AT) == set(Step)


@pytest.mark.parametrize("step", Step)
def test_whatever_is_told_at_whatever_step_there_is_an_answer_in_lines_that_there_are_and_nothing_typed_is_in_it(step: Step) -> None:
    for at in (AT[step], At(step=step), replace(AT[step], misses=MOST_MISSES - 1, polls=MOST_POLLS - 1), replace(AT[step], misses=-5)):
        answers: list[Turn | Errand] = [*(hear(at, told) for told in TOLD), *(conclude(at, news) for news in NEWS)]
        for found in answers:
            if isinstance(found, Turn):
                assert {one for one in found.says if isinstance(one, str)} <= set(SLOTS)
                assert not {"123", "10400", "123456789", "1" * 40} & {str(getattr(found.at, one.name)) for one in fields(At)}
            else:
                assert isinstance(found, Errand)


def test_a_call_s_memory_comes_back_from_an_address_as_it_was() -> None:
    query = Query(At())
    for at in AT.values():
        assert query.read(query.write(at)) == at
    assert query.write(At()) == ""
    assert query.read("step=dance&misses=many&nonsense") == At()


def test_no_secret_is_in_what_is_printed_of_what_was_typed() -> None:
    assert "123456" not in repr([Typed("100123456"), hear(At(), Typed("100123456"))])


# Who rings.


def test_whoever_rings_is_asked_who_they_are_and_what_they_type_is_looked_at_as_a_number_of_three_and_a_pin_of_six() -> None:
    found = says(hear(At(), Rang()), "studio.ask")
    assert (found.then, found.at) == (Then.DIGITS, At())
    assert hear(found.at, Typed("100123456")) == Admit("100", "123456")


def test_whoever_is_let_in_hears_once_what_keeping_means_and_is_asked_for_a_number() -> None:
    found = says(conclude(At(misses=2), LetIn(STAFF)), "studio.consent", "studio.number")
    assert (found.then, found.at) == (Then.DIGITS, KNOWN[Step.NUMBER])
    assert says(hear(KNOWN[Step.WORDS], Typed("*")), "studio.number").at == KNOWN[Step.NUMBER]


@pytest.mark.parametrize("keys", ["12", "10012345", "1001234567", "100*12345"])
def test_what_cannot_be_a_number_and_a_pin_is_wrong_without_being_looked_at(keys: str) -> None:
    assert hear(At(), Typed(keys)) == conclude(At(), KeptOut(Out.WRONG))


def test_three_wrong_tries_end_the_call() -> None:
    at = At()
    for _ in range(2):
        at = says(conclude(at, KeptOut(Out.WRONG)), "studio.wrong", "studio.ask").at
    assert says(conclude(at, KeptOut(Out.WRONG)), BYE).then is Then.HANG_UP


@pytest.mark.parametrize("out", [Out.LOCKED, Out.NOT_YOURS])
@pytest.mark.parametrize("step", Step)
def test_whoever_is_locked_out_or_may_not_record_is_told_so_and_the_call_ends(out: Out, step: Step) -> None:
    assert says(conclude(AT[step], KeptOut(out)), f"studio.{out.value}", BYE).then is Then.HANG_UP


# Which recording, and its words.


def test_a_number_is_looked_up_and_its_words_are_heard_before_what_can_be_done_with_them() -> None:
    assert hear(KNOWN[Step.NUMBER], Typed("10400")) == Look(10400)
    found = says(conclude(KNOWN[Step.NUMBER], Found(PIECE, WORDS)), "studio.words", PIECE, "studio.begin")
    assert (found.then, found.at) == (Then.KEY, KNOWN[Step.WORDS])


def test_a_number_that_is_none_is_told_and_asked_for_again_but_not_for_ever() -> None:
    at = KNOWN[Step.NUMBER]
    for _ in range(2):
        found = says(conclude(at, NotFound()), "studio.unknown", "studio.number")
        assert (found.then, found.at.step) == (Then.DIGITS, Step.NUMBER)
        at = found.at
    assert says(conclude(at, NotFound()), "studio.unknown", BYE).then is Then.HANG_UP
    assert hear(KNOWN[Step.NUMBER], Typed("12*")) == conclude(KNOWN[Step.NUMBER], NotFound())


def test_the_words_are_heard_again_as_they_are_by_then() -> None:
    assert hear(KNOWN[Step.WORDS], Typed("9")) == LookAgain(PIECE.id)


# Reading.


def test_reading_is_asked_for_and_then_recorded() -> None:
    found = says(hear(KNOWN[Step.WORDS], Typed("1")), "studio.read")
    assert (found.then, found.at) == (Then.RECORD, READING)


def test_what_was_read_is_expected_with_the_words_that_were_heard_and_the_reader_waits() -> None:
    assert hear(READING, Read(RECORDING, 9)) == Expect(PIECE.id, WORDS, RECORDING)
    found = says(conclude(READING, Expected(TAKE)), "studio.moment")
    assert (found.then, found.at) == (Then.WAIT, MOMENT)
    assert hear(MOMENT, Waited()) == LookFor(TAKE)


@pytest.mark.parametrize("nothing", [Read(RECORDING, 0), Read("", 9)])
def test_a_recording_of_nothing_is_not_waited_for(nothing: Read) -> None:
    found = says(hear(READING, nothing), "studio.refused.silent", "studio.begin")
    assert (found.then, found.at) == (Then.KEY, KNOWN[Step.WORDS])


def test_whoever_rings_off_while_they_read_has_nothing_expected_of_it() -> None:
    assert hear(READING, Read(RECORDING, 9, hung_up=True)) == Turn((), Then.HANG_UP, READING)


def test_the_wait_is_silent_and_ends_with_the_take_being_lost() -> None:
    at, polls = MOMENT, 0
    while (found := conclude(at, NotYet())).then is Then.WAIT:
        at, polls = says(found).at, polls + 1
    assert polls == MOST_POLLS - 1
    assert says(found, "studio.lost", "studio.begin").at == KNOWN[Step.WORDS]


@pytest.mark.parametrize("why", Why)
def test_a_take_that_is_refused_is_refused_in_words_and_can_be_read_again(why: Why) -> None:
    line = "unfit" if why is Why.NO_SOUND else why.value
    found = says(conclude(MOMENT, Spoilt(why)), f"studio.refused.{line}", "studio.begin")
    assert (found.then, found.at) == (Then.KEY, KNOWN[Step.WORDS])


def test_a_take_that_is_lost_can_be_read_again() -> None:
    assert says(conclude(MOMENT, Lost()), "studio.lost", "studio.begin").at == KNOWN[Step.WORDS]


# Hearing oneself, and keeping it.


def test_a_take_that_is_ready_is_heard_before_what_can_be_done_with_it() -> None:
    for found in (conclude(MOMENT, Ready()), hear(CHECK, Typed("9"))):
        assert says(found, "studio.check", Playback(TAKE), "studio.keys").at == CHECK
        assert turn(found).then is Then.KEY


def test_1_keeps_it_2_reads_again_and_star_goes_to_another() -> None:
    assert hear(CHECK, Typed("1")) == Keep(TAKE)
    assert says(hear(CHECK, Typed("2")), "studio.read").at == READING
    assert says(hear(CHECK, Typed("*")), "studio.number").at == KNOWN[Step.NUMBER]


def test_what_was_kept_can_be_taken_back_once_or_left_for_another() -> None:
    found = says(conclude(CHECK, Kept(SOUND)), "studio.kept")
    assert (found.then, found.at) == (Then.KEY, KEPT)
    assert hear(KEPT, Typed("2")) == TakeBack(PIECE.id, SOUND)
    undone = says(conclude(KEPT, TakenBack()), "studio.undone")
    assert undone.then is Then.KEY
    assert isinstance(hear(undone.at, Typed("2")), Turn)
    for at in (KEPT, undone.at):
        assert says(hear(at, Typed("*")), "studio.number").at == KNOWN[Step.NUMBER]


def test_words_that_have_changed_are_told_and_heard() -> None:
    for at in (READING, MOMENT, CHECK):
        found = says(conclude(at, Changed(PIECE, "another")), "studio.changed", "studio.words", PIECE, "studio.begin")
        assert found.at == replace(KNOWN[Step.WORDS], words="another")


# What goes wrong.


def test_silence_and_keys_that_do_nothing_are_asked_again_and_three_in_a_row_end_the_call() -> None:
    useless = {step: Typed("5") for step in (Step.WORDS, Step.CHECK, Step.KEPT, Step.UNDONE)}
    for step in Step:
        missed: list[Told] = [Silent(), Typed(""), *([useless[step]] if step in useless else [])]
        for nothing in missed:
            at = AT[step]
            for _ in range(MOST_MISSES - 1):
                at = says(hear(at, nothing), *ASKED[step]).at
            assert says(hear(at, nothing), BYE).then is Then.HANG_UP


@pytest.mark.parametrize(
    ("step", "said", "then"),
    [
        (Step.WHO, ("sorry", BYE), Then.HANG_UP),
        (Step.NUMBER, ("sorry", BYE), Then.HANG_UP),
        (Step.WORDS, ("sorry", BYE), Then.HANG_UP),
        (Step.READING, ("studio.failed", "studio.begin"), Then.KEY),
        (Step.MOMENT, (), Then.WAIT),
        (Step.CHECK, ("studio.failed", "studio.keys"), Then.KEY),
        (Step.KEPT, ("sorry", "studio.kept"), Then.KEY),
        (Step.UNDONE, ("sorry", BYE), Then.HANG_UP),
    ],
)
def test_what_fails_at_our_end_is_told_and_leads_on_where_it_can(step: Step, said: Iterable[str], then: Then) -> None:
    assert says(conclude(AT[step], Trouble()), *said).then is then


def test_what_goes_on_failing_ends_the_call() -> None:
    for step in Step:
        at, turns = AT[step], 0
        while (found := conclude(at, Trouble())).then in (Then.WAIT, Then.KEY) and found.at.step is step:
            at, turns = found.at, turns + 1
            assert turns < MOST_POLLS


@pytest.mark.parametrize("step", Step)
def test_where_twilio_could_not_go_on_it_says_sorry_and_ends_the_call(step: Step) -> None:
    assert says(hear(AT[step], Failed()), "sorry", BYE).then is Then.HANG_UP
