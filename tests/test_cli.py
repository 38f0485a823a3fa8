"""The `ivr` command, as a person uses it."""

import json
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ivr.call.engine import decide
from ivr.call.heard import Arrived
from ivr.call.turn import HangUp, KeepMessage, Place, SendText, Turn
from ivr.cli import main
from ivr.menu.hours import LONDON
from ivr.menu.load import load
from ivr.menu.model import Guidance
from ivr.phone.fallback import fallback
from ivr.simulator.steps import Ended, Press
from ivr.simulator.transcript import played
from ivr.simulator.written import read
from ivr.store import connect
from ivr.texts.numbers import Mobile
from ivr.texts.states import TextState
from tests.small import NOW, helpline

MENUS = Path(__file__).parent.parent / "menus"
NOON = "2026-11-24 12:00"
CALLER = Mobile("+447700900123")
NIGHT = "2026-11-24 20:00"


def ivr(*words: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, [*words, *([] if "--menus" in words else ["--menus", str(MENUS)])], input=typed)


def flat(result: Result) -> str:
    return " ".join(result.output.split())


def test_a_call_given_in_keys_is_read_from_the_welcome_to_the_text() -> None:
    result = ivr("call", "--keys", "1 1 8 1", "--at", NOON)
    assert result.exit_code == 0
    for words in ("Hello. This is Information, Advice and Support Kent.", "ending in 1 2 3", "[text first_steps] IASK:", "You hang up."):
        assert words in flat(result)


def test_the_number_that_is_rung_is_the_one_of_the_menus() -> None:
    assert "You ring 0300 041 3000 from 07700 900123." in flat(ivr("call", "--keys", "", "--at", NOON))
    assert "You ring 07700 900900 from 07700 900123." in flat(ivr("call", "--adviser", "--keys", "", "--at", NOON))


def test_what_twilio_says_by_itself_is_printed_to_be_pasted() -> None:
    result = ivr("fallback")
    assert result.exit_code == 0
    assert result.output == fallback(load(MENUS)) + "\n"


def test_a_call_typed_live_ends_when_the_caller_hangs_up() -> None:
    result = ivr("call", "--at", NOON, typed="1\nx\n\nh\n")
    assert result.exit_code == 0
    assert "Help at school or college. There are four choices." in flat(result)
    assert "Keys are 0 to 9" in flat(result)
    assert "You hang up." in result.output


def test_a_call_whose_input_ends_is_hung_up() -> None:
    result = ivr("call", "--at", NOON, typed="1\n")
    assert result.exit_code == 0
    assert "You hang up." in result.output


def test_leaves_at_every_depth_are_reached_by_keys() -> None:
    drawn = {"first_steps": "1 1", "what_next": "2 4", "med_advice": "2 1 2", "appeal_help": "2 2 2", "urgent": "5", "send_code": "4 5"}
    nodes = load(MENUS).nodes
    for id, keys in drawn.items():
        node = nodes[id]
        assert isinstance(node, Guidance)
        assert node.pages[0].say in flat(ivr("call", "--keys", keys, "--at", NOON))


def test_the_queue_is_joined_in_office_hours_and_a_message_is_left_at_night() -> None:
    assert "[in the queue: advisers]" in ivr("call", "--keys", "0 w a", "--at", NOON).output
    assert "[a message of 20 seconds is kept]" in ivr("call", "--keys", "0 r", "--at", NIGHT).output


def test_a_withheld_caller_is_asked_for_a_number() -> None:
    result = ivr("call", "--keys", "3 8 07700900456# 1", "--from", "withheld", "--at", NOON)
    assert "[text exclusions]" in result.output
    assert "0 7 7 0 0, 9 0 0, 4 5 6" in flat(result)


def test_drafts_are_heard_only_when_they_are_asked_for() -> None:
    node = load(MENUS).nodes["med_advice"]
    assert isinstance(node, Guidance)
    draft = next(page.say for page in node.pages if page.provenance.draft)
    keys = "2 1 2 1 1"
    assert draft not in flat(ivr("call", "--keys", keys, "--at", NOON))
    assert draft in flat(ivr("call", "--keys", keys, "--at", NOON, "--drafts"))


def test_a_saved_call_is_a_transcript_that_goes_the_same_way_again(tmp_path: Path) -> None:
    file = tmp_path / "call.yaml"
    ivr("call", "--keys", "1 3 8 1 0 w", "--at", NOON, "--save", str(file))
    (call,) = read(file)
    assert len(call.steps) > 12
    assert played(call, load(MENUS).spoken()) == call


def test_a_call_is_never_saved_over_a_file_that_is_there(tmp_path: Path) -> None:
    file = tmp_path / "call.yaml"
    file.write_text("mine")
    result = ivr("call", "--keys", "1", "--at", NOON, "--save", str(file))
    assert result.exit_code == 2
    assert file.read_text() == "mine"


@pytest.mark.parametrize("words", [("call", "--keys", "1", "--at", NOON, "--save"), ("draw", "--output")])
def test_a_file_in_a_folder_that_is_not_there_is_told_before_anything_is_done(words: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "call" / "file"
    result = ivr(*words, str(file))
    assert result.exit_code == 2
    assert f"There is no folder {tmp_path}/call. Make it, or name a file elsewhere." in flat(result)
    assert "You ring" not in result.output


@pytest.mark.parametrize("words", [("call", "--keys", "1", "--at", NOON, "--save"), ("draw", "--output")])
def test_a_file_that_cannot_be_written_is_told_with_what_hinders_it(words: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "elsewhere"
    file.symlink_to(tmp_path / "nowhere" / "file")
    result = ivr(*words, str(file))
    assert result.exit_code == 1
    assert result.output.splitlines()[-1] == f"{file} cannot be written: No such file or directory. Name another file."


def test_a_key_that_cannot_be_pressed_is_told_with_what_can_after_all_that_was_heard(tmp_path: Path) -> None:
    file = tmp_path / "call.yaml"
    result = ivr("call", "--keys", "1 0 5 1", "--at", NOON, "--save", str(file))
    assert result.exit_code == 2
    assert "Help at school or college." in flat(result)
    assert "'5' cannot be done here. Enter waits, a = an adviser answers, h hangs up." in flat(result)
    assert "Usage:" not in result.output
    (call,) = read(file)
    assert [step.keys for step in call.steps if isinstance(step, Press)] == ["1", "0"]
    assert played(call, load(MENUS).spoken()) == call


def test_a_key_after_the_end_is_told() -> None:
    result = ivr("call", "--keys", "0 a 1", "--at", NOON)
    assert result.exit_code == 2
    assert "'1' cannot be done here. The call is over." in flat(result)


def test_hanging_up_after_the_end_is_no_fault_and_no_part_of_the_call(tmp_path: Path) -> None:
    file = tmp_path / "call.yaml"
    assert ivr("call", "--keys", "0 a h", "--at", NOON, "--save", str(file)).exit_code == 0
    (call,) = read(file)
    assert call.steps[-1] == Ended()


@pytest.mark.parametrize("number", ["rubbish", "", "anonymous", "07700 90012", "+44", "12 34"])
def test_a_number_that_cannot_ring_is_told_with_those_that_can(number: str) -> None:
    result = ivr("call", "--keys", "", "--at", NOON, "--from", number)
    assert result.exit_code == 2
    for words in ("--from", "07700 900123", "with + before it", "`withheld`"):
        assert words in flat(result)


@pytest.mark.parametrize("number", ["07700 900123", "+44 7700 900123", "(01632) 960-123", "+33 1 23 45 67 89", "withheld", "Withheld"])
def test_a_number_is_taken_as_people_write_it(number: str) -> None:
    result = ivr("call", "--keys", "1 1 8", "--at", NOON, "--from", number)
    assert result.exit_code == 0
    assert ("ending in 1 2 3" in flat(result)) is number.endswith("7700 900123")


def test_a_moment_that_is_none_is_told_with_the_form_of_one() -> None:
    result = ivr("call", "--at", "tomorrow")
    assert result.exit_code == 2
    assert "2026-12-25 11:00" in result.output


def test_the_menus_pass_their_checks_with_nothing_but_questions_for_the_owner() -> None:
    result = ivr("check", "--at", NOON, "--format", "json")
    assert result.exit_code == 0
    assert {found["level"] for found in json.loads(result.output)} == {"confirm"}


def test_a_launch_is_stopped_by_what_is_still_to_be_confirmed() -> None:
    assert ivr("check", "--at", NOON, "--launch").exit_code == 1


def test_a_fault_in_the_menus_is_told_with_its_line_and_exit_1(tmp_path: Path) -> None:
    folder = tmp_path / "menus"
    shutil.copytree(MENUS, folder)
    school = folder / "school.yaml"
    school.write_text(school.read_text().replace("go: complaint}", "go: complaynt}").replace("go: first_steps}", "go: first_step}"))
    for command in ("call", "check", "draw"):
        result = ivr(command, "--menus", str(folder))
        assert result.exit_code == 1
        assert "school.yaml:" in result.output
        assert "complaynt" in result.output
        assert "first_step" in result.output
        assert "Did you mean `complaint`?" in result.output
        assert "Traceback" not in result.output


def test_a_rule_explains_itself() -> None:
    result = CliRunner().invoke(main, ["check", "--explain", "L06"])
    assert result.exit_code == 0
    assert "PASS" in result.output
    assert "FAIL" in result.output


def test_the_picture_goes_into_a_file_or_onto_the_screen(tmp_path: Path) -> None:
    file = tmp_path / "tree.svg"
    assert ivr("draw", "--output", str(file)).exit_code == 0
    assert file.read_text() == ivr("draw").output.removesuffix("\n")


@pytest.mark.parametrize("command", ["serve", "work"])
def test_what_the_server_lacks_is_told_all_at_once(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "IVR_PUBLIC_URL", "IVR_SMS_FROM"):
        monkeypatch.delenv(name, raising=False)
    result = CliRunner().invoke(main, [command])
    assert result.exit_code == 1
    for name in ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "IVR_PUBLIC_URL", "IVR_SMS_FROM"):
        assert name in result.output


def test_what_callers_left_is_listed_with_the_whole_number_only_if_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path / 'ivr.db'}"
    store = connect(url)
    store.migrate()
    arrived = decide(helpline(), Place(), Arrived(CALLER), NOW)
    store.keep_turn("CA1", "arrived.0", NOW, "arrived", arrived, CALLER.e164)
    store.keep_turn("CA1", "keys.1", NOW, "keys", Turn((), HangUp(), Place(), (SendText("complaint_tips", CALLER, "Five tips."),)), None)
    store.keep_turn("CA1", "recorded.2", NOW, "recorded", Turn((), HangUp(), Place(), (KeepMessage("RE1", "https://sound", 20),)), None)
    store.close()
    monkeypatch.setenv("DATABASE_URL", url)
    shown = {words: CliRunner().invoke(main, words.split()).output for words in ("texts", "messages", "messages --numbers", "journal CA1")}
    assert "queued       complaint_tips to ...123" in shown["texts"]
    assert "20 s  from ...123  https://sound  in CA1" in shown["messages"]
    assert "from +447700900123" in shown["messages --numbers"]
    assert "main: welcome, promise, main (Listen)" in shown["journal CA1"]
    assert "7700" not in shown["texts"] + shown["messages"] + shown["journal CA1"]


def test_a_journal_is_listed_turn_by_turn_though_the_clock_was_set_back_and_on_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'ivr.db'}"
    store = connect(url)
    store.migrate()
    steps = {"arrived.0": 11, "keys.1": 9, "waiting.2": 16, "left-queue.10002": 10, "recorded.10003": 8}
    for step, hour in steps.items():
        store.keep_turn("CA1", step, NOW.replace(hour=hour), step.partition(".")[0], Turn((), HangUp(), Place()), None)
    store.close()
    monkeypatch.setenv("DATABASE_URL", url)
    listed = [line.split()[1:3] for line in CliRunner().invoke(main, ["journal", "CA1"]).output.splitlines()]
    assert listed == [[f"{hour:02}:00:00", step.partition(".")[0]] for step, hour in steps.items()]


def test_lists_of_nothing_say_so_and_a_missing_database_is_told_with_what_makes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'gone' / 'ivr.db'}")
    for words in ("texts", "messages", "journal CA1"):
        missing = CliRunner().invoke(main, words.split())
        assert missing.exit_code == 1
        assert "`ivr serve` makes the database" in missing.output
    store = connect(f"sqlite:///{tmp_path / 'ivr.db'}")
    store.migrate()
    store.close()
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'ivr.db'}")
    assert CliRunner().invoke(main, ["texts"]).output == "No texts.\n"
    assert CliRunner().invoke(main, ["messages"]).output == "No messages.\n"


def test_a_call_on_paper_needs_no_web_server() -> None:
    code = "import sys; from ivr.cli import main; main(sys.argv[1:], standalone_mode=False); print({'flask', 'ivr.booth'} & {*sys.modules})"
    command = [sys.executable, "-c", code, "call", "--menus", str(MENUS), "--at", NOON, "--keys", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.endswith("You hang up.\nset()\n")


def test_texts_are_listed_by_what_became_of_them_and_counted_and_never_with_a_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'ivr.db'}"
    store = connect(url)
    store.migrate()
    monkeypatch.setenv("DATABASE_URL", url)
    for n, state in enumerate((TextState.UNDELIVERED, TextState.DELIVERED, TextState.DELIVERED)):
        promise = SendText("tips", CALLER, "Five tips.", discreet=n == 1)
        store.keep_turn(f"CA{n}", "keys.1", NOW, "keys", Turn((), HangUp(), Place(), (promise,)), None)
        store.outbox.mark(store.texts()[n].id, state, NOW, code=30003 if n == 0 else None)
    shown = CliRunner().invoke(main, ["texts"]).output
    assert shown.endswith("\n\n2 delivered, 1 undelivered\n")
    assert "delivered    tips to ...123, discreetly\n" in shown
    lost = CliRunner().invoke(main, ["texts", "--state", "undelivered"]).output
    assert lost.startswith(
        "2026-11-24 11:00:00  undelivered  tips to ...123 (Twilio's error 30003: The phone was off or out of reach.)\n\n1 undelivered"
    )
    (one,) = json.loads(CliRunner().invoke(main, ["texts", "--state", "undelivered", "--json"]).output)
    assert (one["state"], one["ends"], one["code"], one["asked_at"]) == ("undelivered", "123", 30003, "2026-11-24T11:00:00+00:00")
    assert one["discreet"] is False
    store.sent.erase(NOW.replace(year=2027))
    assert "tips to a number that is forgotten" in CliRunner().invoke(main, ["texts"]).output
    assert "7700" not in shown + lost + json.dumps(one)
    assert json.loads(CliRunner().invoke(main, ["texts", "--state", "expired", "--json"]).output) == []
    store.close()


@pytest.mark.parametrize(
    ("since", "texts"), [("2026-06-02", ["second", "third"]), ("2026-06-02 10:59", ["third"]), ("2026-06-02 11:01", [])]
)
def test_only_texts_since_a_moment_in_kent_are_listed(
    since: str, texts: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'ivr.db'}"
    store = connect(url)
    store.migrate()
    monkeypatch.setenv("DATABASE_URL", url)
    moments = ("2026-06-01T23:59+01:00", "2026-06-02T00:00+01:00", "2026-06-02T11:00+01:00")  # in summer Kent is an hour ahead
    for name, moment in zip(("first", "second", "third"), moments, strict=True):
        turn = Turn((), HangUp(), Place(), (SendText(name, CALLER, "Five tips."),))
        store.keep_turn(f"CA{name}", "keys.1", datetime.fromisoformat(moment).astimezone(LONDON), "keys", turn, None)
    store.close()
    listed = json.loads(CliRunner().invoke(main, ["texts", "--since", since, "--json"]).output)
    assert [text["text"] for text in listed] == texts


@pytest.mark.parametrize("since", ["yesterday", ""])
def test_a_moment_that_texts_cannot_be_listed_since_is_refused(since: str) -> None:
    done = CliRunner().invoke(main, ["texts", "--since", since])
    assert done.exit_code == 2
    assert f"Invalid value for --since: {since!r} is not a moment: write it as 2026-12-25 11:00." in done.output
