"""All that can be said is listed, each piece once, with its sentence around it."""

from dataclasses import replace
from datetime import datetime, time
from pathlib import Path

import pytest

from ivr.call.engine import decide
from ivr.call.heard import Arrived
from ivr.call.turn import Place
from ivr.checks.routes import By
from ivr.errors import OurError
from ivr.menu import script
from ivr.menu.hours import LONDON
from ivr.menu.load import load
from ivr.menu.model import Guidance, Helpline
from ivr.menu.repertoire import Reading, repertoire
from ivr.menu.service import Closure, Span
from ivr.simulator.explore import explore
from ivr.simulator.paper import on_paper
from ivr.simulator.written import read
from ivr.texts.numbers import Refusal
from tests.house.source import ROOT
from tests.small import NOW, helpline

MENUS = load(ROOT / "menus")


def by_id(whole: Helpline) -> dict[str, Reading]:
    return {reading.id: reading for reading in repertoire(whole)}


def test_every_page_and_menu_and_line_is_there_drafts_too() -> None:
    found = by_id(MENUS)
    for node in MENUS.nodes.values():
        if isinstance(node, Guidance):
            assert {f"{node.id}.{page.number}" for page in node.pages} <= found.keys()
        elif node.id != MENUS.start:
            assert node.id in found
    lines = {id for id in MENUS.lines if id != "fallback"}
    assert not [id for id in lines if id not in found and f"{id}.1" not in found]


def test_whatever_the_calls_of_the_year_say_is_there_with_the_same_words() -> None:
    """A moment for each day of a year and more, and each place in the queue: what fills a slot is found whatever it is."""
    found = by_id(MENUS)
    spoken = [piece for day in range(1, 29) for month in range(1, 13) for piece in _opens(day, month)]
    spoken += [piece for n in range(1, 101) for piece in script.line(MENUS, "queue.join", place=script.number(n)).pieces]
    spoken += [piece for n in range(1, 101) for piece in script.line(MENUS, "queue.place", place=script.number(n)).pieces]
    for number in ("07700900123", "07700945678"):
        spoken += script.line(MENUS, "text.check", number=script.digits(number, 5, 8)).pieces
        spoken += script.line(MENUS, "text.offer", ends=script.digits(number[-3:])).pieces
    assert len(spoken) > 2000
    assert {piece.id for piece in spoken} <= found.keys()
    assert not [piece for piece in spoken if found[piece.id].spoken.text != piece.words]


def _opens(day: int, month: int) -> list[script.Piece]:
    then = datetime(2027, month, day, 9, tzinfo=LONDON)
    prompts = [
        script.line(MENUS, id, opens=script.moment(then, NOW)) for id in ("closed", "closed.lunch", "closed.holiday", "closed.opens")
    ]
    prompts.append(script.line(MENUS, "message.kept", by=script.day(then.date(), NOW.date())))
    return [piece for prompt in prompts for piece in prompt.pieces]


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "calls").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_word_of_every_call_that_is_written_down_can_be_played(path: Path) -> None:
    whole = MENUS.spoken()
    for transcript in read(path):
        applied = transcript.given.applied(whole)
        words = " ".join(on_paper(transcript, whole).said)
        known = sorted((reading.spoken.text.strip() for reading in repertoire(applied)), key=len, reverse=True)
        for said in known:
            words = words.replace(said, " ")
        assert words.split() == [], transcript.name


def test_what_is_heard_first_after_a_key_leaves_time_for_the_telephone_to_come_back_to_the_ear() -> None:
    """L30."""
    found = by_id(MENUS)
    firsts = {step.says[0] for step in explore(MENUS.spoken(), NOW).steps if step.by in (By.KEY, By.WRONG) and step.says}
    keys = {f"key.{key}{short}" for key in ("more", "text", "again") for short in ("", ".short")}  # one begins what is said after a page
    alone = {id for id in firsts if not id.endswith(".end")}
    pieces = {id: next(piece for piece in (id, f"{id}.1", f"{id}.opening") if piece in found) for id in alone | keys}
    assert len(pieces) > 30
    assert {id for id, piece in pieces.items() if not found[piece].after_key} == set()


def test_a_piece_of_a_sentence_knows_the_words_around_it_and_the_pieces_it_is_heard_with() -> None:
    three = by_id(MENUS)["number.3"]
    assert (three.before.text, three.spoken.text, three.after.text) == ("You are number", "3", "in the queue.")
    assert three.within == ("queue.join.1", "number.3", "queue.join.2")
    ends = by_id(MENUS)["number.3.end"]
    assert (ends.before.text, ends.spoken.text, ends.after.text) == ("You are now number", "3.", "")


def test_other_hours_are_other_times_to_record() -> None:
    week = {0: (Span(time(8, 30), time(12)), Span(time(13), time(16)))}
    lunch = Span(time(12, 15), time(13, 15))
    ids = by_id(helpline(hours=replace(helpline().hours, week=week, lunch=lunch)))
    assert {id for id in ids if id.startswith("time.")} == {"time.0830.end", "time.1300.end", "time.1315.end"}


def test_each_closure_has_a_recording_of_its_own() -> None:
    closures = tuple(Closure(NOW.replace(month=12, day=day).date(), NOW.replace(month=12, day=day).date(), f"Day {day}.") for day in (1, 2))
    whole = helpline(hours=replace(helpline().hours, closures=closures))
    assert {"closed.closure.2026-12-01", "closed.closure.2026-12-02"} <= by_id(whole).keys()
    turn = decide(whole, Place(), Arrived(Refusal.WITHHELD), NOW.replace(month=12, day=2))
    assert "closed.closure.2026-12-02" in {piece.id for prompt in turn.says for piece in prompt.pieces}


def test_two_closures_that_begin_on_one_day_and_say_two_things_are_a_fault() -> None:
    first = NOW.date()
    whole = helpline(hours=replace(helpline().hours, closures=(Closure(first, first, "One."), Closure(first, first, "Two."))))
    with pytest.raises(OurError, match=r"closed\.closure"):
        repertoire(whole)
