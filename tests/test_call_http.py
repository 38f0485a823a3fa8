"""`ivr call --http`: a call in the terminal that goes through all of the helpline, and is the one on paper."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from ivr.booth.line import ApartError, connected
from ivr.call.engine import decide
from ivr.call.turn import HangUp, SendText, Turn
from ivr.cli import Outspoken, main
from ivr.cli.call import converse
from ivr.clips.catalogue import Catalogue
from ivr.exchange.events import Requested
from ivr.menu.load import load
from ivr.menu.model import Guidance
from ivr.menu.repertoire import repertoire
from ivr.menu.script import Piece, Prompt
from ivr.simulator.transcript import Transcript
from ivr.web.switchboard import Decide
from tests import recorded as made
from tests.house.source import ROOT
from tests.small import NOW

MENUS = ROOT / "menus"
HELPLINE = load(MENUS).spoken()
SAME = "On paper and over HTTP: the same."
RINGING = Transcript(name="a call", at=NOW, from_="07700 900123", steps=())


def ivr(*words: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, ["call", "--menus", str(MENUS), *words], input=typed)


def flat(result: Result) -> str:
    return " ".join(result.output.replace("  > ", " ").split())


def otherwise(change: Decide, keys: str, save: Path | None = None) -> Result:
    """The command as far as it goes with the call alone, where the helpline that is rung decides otherwise than the engine."""

    @click.command()
    def talk() -> None:
        with connected(RINGING, HELPLINE, decide=change) as line:
            converse(line, keys.split(), save)

    return CliRunner().invoke(Outspoken(commands=[talk]), ["talk"])


CALLS = [
    pytest.param(["--at", "2026-11-24 11:00", "--keys", "1 3 8 1"], ["[text complaint_tips] IASK complaint tips"], id="guidance by text"),
    pytest.param(["--at", "2026-11-24 11:00", "--keys", "0 w w a"], ["[in the queue: advisers]", "[the helpline hangs up]"], id="queue"),
    pytest.param(
        ["--at", "2026-11-24 11:00", "--keys", "1 3 8 3"],
        ["[text complaint_tips] Here is the page you asked for: helpline.example/t/"],
        id="a discreet text",
    ),
    pytest.param(["--at", "2026-11-24 20:00", "--keys", "0 25"], ["[beep]", "[a message of 25 seconds is kept]"], id="night message"),
    pytest.param(["--at", "2026-11-24 20:00", "--keys", "0 *"], ["[beep]", "You hang up."], id="no message after all"),
    pytest.param(["--at", "2026-11-24 20:00", "--keys", "0 h"], ["[beep]", "You hang up."], id="rung off at the beep"),
    pytest.param(
        ["--at", "2026-11-24 11:00", "--from", "Withheld", "--keys", "3 8 07700900456# 1"],
        ["0 7 7 0 0, 9 0 0, 4 5 6", "[the number is kept until it is confirmed]", "[text exclusions]"],
        id="withheld, and a mobile typed",
    ),
    pytest.param(["--at", "2026-11-24 11:00", "--adviser", "--keys", "a 1 n"], ["[joined to the queue: advisers]"], id="adviser"),
    pytest.param(["--at", "2026-11-24 11:00", "--keys", "- - w"], ["[in the queue: advisers]"], id="silence"),
    pytest.param(["--at", "2026-11-24 11:00", "--drafts", "--keys", "2 1 2 1 1"], ["You hang up."], id="drafts"),
]


@pytest.mark.parametrize(("words", "told"), CALLS)
def test_a_call_over_http_is_read_and_saved_as_the_one_on_paper(words: Sequence[str], told: Sequence[str], tmp_path: Path) -> None:
    saved = tmp_path / "call.yaml"
    there = ivr("--http", *words, "--save", str(saved))
    over_http = saved.read_bytes()
    saved.unlink()
    here = ivr(*words, "--save", str(saved))
    assert there.exit_code == 0
    assert all(words in flat(there) for words in told)
    assert there.output == f"{here.output}{SAME}\n"
    assert over_http == saved.read_bytes()


def test_a_call_typed_live_goes_on_after_what_cannot_be_typed() -> None:
    result = ivr("--http", "--at", "2026-11-24 11:00", typed="1\nx\n3\n")
    assert result.exit_code == 0
    assert "Keys are 0 to 9" in flat(result)
    assert "have a complaints procedure" in flat(result)
    assert result.output.endswith(f"You hang up.\n{SAME}\n")


def test_a_key_that_cannot_be_pressed_ends_it_as_on_paper() -> None:
    result = ivr("--http", "--at", "2026-11-24 11:00", "--keys", "0 5")
    assert result.exit_code == 2
    assert "'5' cannot be done here. Enter waits" in flat(result)


def test_the_text_is_read_as_it_came_to_the_mobile() -> None:
    def garbled(*heard: object) -> Turn:
        turn = decide(*heard)  # type: ignore[arg-type] # whatever it is asked
        return replace(turn, does=tuple(replace(does, body="Moo.") if isinstance(does, SendText) else does for does in turn.does))

    result = otherwise(garbled, "1 3 8 1")
    assert result.exit_code == 1
    assert "  > [text complaint_tips] Moo.\n" in result.output
    assert "\n+Moo.\n" in result.output
    assert "\n-IASK complaint tips" in result.output


def misspoken(*heard: object) -> Turn:
    """The engine, but for one word of one prompt."""
    turn = decide(*heard)  # type: ignore[arg-type] # whatever it is asked
    return replace(turn, says=tuple(_other_word(prompt) for prompt in turn.says))


def _other_word(prompt: Prompt) -> Prompt:
    return replace(prompt, pieces=tuple(Piece(piece.id, piece.words.replace("five tips", "six tips")) for piece in prompt.pieces))


def test_one_other_word_fails_at_once_with_both_sides_and_keeps_the_call(tmp_path: Path) -> None:
    saved = tmp_path / "call.yaml"
    result = otherwise(misspoken, "1 3 8 1", saved)
    assert result.exit_code == 1
    assert "Here are six tips." in flat(result)
    assert "\n-Here are five tips.\n+Here are six tips.\n" in result.output
    assert "[8]" not in result.output
    assert SAME not in result.output
    assert "hear: [complaint.1, complaint.1.end]" in saved.read_text("utf-8")


def test_a_helpline_hears_of_the_end_of_a_call_that_went_two_ways_before_it_is_taken_down() -> None:
    with pytest.raises(ApartError), connected(RINGING, HELPLINE, decide=misspoken) as line:
        converse(line, ["1", "3"])
    told = [event for event in line._handset.call.events if isinstance(event, Requested)][-1]
    assert told.url.endswith("/voice/status")
    assert told.status == 204


def test_a_call_that_goes_another_way_is_told_step_by_step() -> None:
    def curt(*heard: object) -> Turn:
        turn = decide(*heard)  # type: ignore[arg-type] # whatever it is asked
        return replace(turn, then=HangUp()) if turn.place.node == "school" else turn

    result = otherwise(curt, "1 3")
    assert result.exit_code == 1
    assert "\n+  - ended\n" in result.output.replace("    - ended", "  - ended")


def test_what_fails_in_the_helpline_is_a_difference() -> None:
    def broken(*heard: object) -> Turn:
        raise RuntimeError(f"as it was told to, of {len(heard)}")

    result = otherwise(broken, "")
    assert result.exit_code == 1
    assert "--- words on paper" in result.output


def test_recordings_are_read_as_what_they_say_pauses_and_all() -> None:
    catalogue = Catalogue(made.clips(*(reading.piece for reading in repertoire(HELPLINE))))
    with connected(RINGING, HELPLINE, catalogue) as line:
        assert converse(line, ["3", "8", "2", "07700900456#", "1"]) == ""
    said = HELPLINE.lines["text.check"].say.partition("{")[0].strip()
    assert any(f"{said} 0 7 7 0 0, 9 0 0, 4 5 6" in words for words in line.version.said)


def test_a_recording_that_says_something_else_is_a_difference() -> None:
    page = HELPLINE.nodes["complaint"]
    assert isinstance(page, Guidance)
    catalogue = Catalogue(made.clips(Piece("complaint.1", page.pages[0].say.replace("five tips", "six tips"))))
    with (
        pytest.raises(ApartError, match=r"\n\+Here are six tips\.\n"),
        connected(RINGING, HELPLINE, catalogue, decide=misspoken) as line,
    ):
        converse(line, ["1", "3"])
