"""The recording line over HTTP: signed, in order, and what is told twice is done once."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlencode

import pytest

from ivr.clips import manifest
from ivr.clips.library import Library
from ivr.clips.takes import Take, TakeState, Why
from ivr.menu.lines import SLOTS
from ivr.menu.numbering import numbered
from ivr.menu.repertoire import repertoire
from ivr.menu.script import Piece
from ivr.porter import enrol
from ivr.staff.people import Role, Staff
from ivr.store import Store
from tests import recorded
from tests.small import WORDS, helpline, with_line
from tests.web.conftest import Open, Site
from tests.web.line import PUBLIC, Line, fetch, post

NAME, PASSWORD = "Ann Other", "coffee bridge tulip"
STUDIO = "+447700900901"
PROMPT = "promise"
NUMBER = str(next(number for number, reading in numbered(repertoire(helpline())).items() if reading.id == PROMPT))
WRONG_PIN = "000000"
WAV = recorded.sound(2)
CALL = f"{PUBLIC}/studio/call"


@dataclass
class Studio:
    """The helpline, with a member of staff who may record."""

    site: Site
    ann: Staff
    pin: str
    calls: int = 0

    @property
    def store(self) -> Store:
        return self.site.store

    @property
    def audio(self) -> Path:
        return self.site.folder / "audio"

    def ring(self) -> Line:
        self.calls += 1
        return Line(self.site.port, call=f"CA{self.calls:032x}", caller="+447700900999").ring("/studio/call", STUDIO)

    def entered(self) -> Line:
        return self.ring().press(self.ann.staff_number + self.pin)

    def at_words(self) -> Line:
        return self.entered().press(NUMBER)

    def awaited(self) -> Line:
        return self.at_words().press("1").speak(9)

    def checking(self) -> Line:
        line = self.awaited()
        self.becomes(TakeState.READY, wav=WAV)
        return line.wait()

    def becomes(self, state: TakeState, *, why: Why | None = None, wav: bytes = b"") -> Take:
        """What a worker would make of the take that waits."""
        (take,) = self.store.takes.awaited()
        done = replace(take, state=state, why=why, wav=wav)
        assert self.store.takes.change(done, TakeState.AWAITED)
        return done

    def heard(self) -> str | None:
        """The hash of what callers hear now."""
        entry = manifest.read(self.audio).get(PROMPT)
        return entry.audio_sha256 if isinstance(entry, manifest.Entry) else None


@pytest.fixture
def studio(opened: Open, tmp_path: Path) -> Iterator[Studio]:
    audio = recorded.folder(tmp_path / "audio", Piece(PROMPT, WORDS[PROMPT]))
    with opened(recordings=Library.load(audio), audio=audio) as site:
        yield enrolled(site)


def enrolled(site: Site) -> Studio:
    ann = enrol.add(site.store, NAME, {Role.RECORD}, PASSWORD)
    return Studio(site, ann, enrol.new_pin(site.store, enrol.named(site.store, NAME)))


def lines_in(words: str) -> set[str]:
    return {id for id in SLOTS if id.startswith("studio.") and WORDS[id] in words}


def again(studio: Studio, line: Line, form: dict[str, str]) -> str:
    """What Twilio hears if it tells the last thing it told once more."""
    known = {"CallSid": line.call, "From": line.caller, "To": STUDIO, "CallStatus": "in-progress"}
    answer = post(studio.site.port, line.urls[-1], known | form)
    assert answer.status == 200
    return answer.text


def test_a_take_is_read_heard_back_and_kept_and_the_next_turn_plays_it(studio: Studio) -> None:
    line, before = studio.entered(), studio.heard()
    assert WORDS["studio.consent"] in line.said()
    heard = line.press(NUMBER).said()
    assert WORDS["studio.words"] in heard
    assert f"{PUBLIC}/clips/{PROMPT}." in heard  # as callers hear it now
    assert WORDS["studio.read"] in line.press("1").said()
    assert line.speak(9).said() == WORDS["studio.moment"]
    assert line.wait().said() == ""
    take = studio.becomes(TakeState.READY, wav=WAV)
    assert f"{PUBLIC}/takes/{take.id}.wav" in line.wait().said()
    assert studio.heard() == before
    assert line.press("1").said() == WORDS["studio.kept"]
    caller = Line(studio.site.port).ring()
    (clip,) = [one for one in caller.heard if f"/clips/{PROMPT}." in one]
    assert fetch(studio.site.port, "GET", clip.removeprefix(PUBLIC)).body == WAV
    entry = manifest.read(studio.audio)[PROMPT]
    assert isinstance(entry, manifest.Entry)
    assert (entry.by, entry.source) == (NAME, manifest.Source.HUMAN)
    assert line.press("2").said() == WORDS["studio.undone"]
    assert studio.heard() == before


def test_words_without_a_recording_are_read_by_the_voice_and_a_take_of_them_can_be_taken_back(opened: Open) -> None:
    with opened() as site:
        studio = enrolled(site)
        assert WORDS[PROMPT] in studio.at_words().said()
        line = studio.checking().press("1")
        assert studio.heard()
        assert line.press("2").said().endswith(WORDS["studio.undone"])
        assert studio.heard() is None


def test_what_is_recorded_is_recorded_with_its_silence_to_the_hash_and_within_a_minute(studio: Studio) -> None:
    document = studio.at_words().press("1").documents[-1]
    for attribute in ('trim="do-not-trim"', 'finishOnKey="#"', 'maxLength="60"', 'playBeep="true"'):
        assert attribute in document


def test_everything_that_is_told_twice_is_answered_alike_and_done_once(studio: Studio) -> None:
    before, line = studio.heard(), studio.at_words().press("1").speak(9)
    told = {"RecordingSid": studio.store.takes.awaited()[0].recording, "RecordingDuration": "9", "Digits": "#"}
    assert again(studio, line, told) == line.documents[-1]
    assert len(studio.store.takes.awaited()) == 1
    studio.becomes(TakeState.READY, wav=WAV)
    line.wait()
    assert again(studio, line, {}) == line.documents[-1]
    line.press("1")
    kept = studio.heard()
    assert again(studio, line, {"Digits": "1"}) == line.documents[-1]
    assert studio.heard() == kept != before
    line.press("2")
    assert again(studio, line, {"Digits": "2"}) == line.documents[-1]
    assert studio.heard() == before


def test_a_late_repeat_of_a_recording_does_not_undo_what_became_of_it(studio: Studio) -> None:
    line = studio.awaited()
    told = {"RecordingSid": studio.store.takes.awaited()[0].recording, "RecordingDuration": "9", "Digits": "#"}
    take = studio.becomes(TakeState.READY, wav=WAV)
    again(studio, line, told)
    assert studio.store.takes.find(take.id) == take


def test_taking_back_leaves_what_somebody_else_kept_meanwhile(studio: Studio) -> None:
    first, second = studio.checking().press("1"), studio.at_words().press("1")
    second.speak(8)
    studio.becomes(TakeState.READY, wav=recorded.sound(3))
    second.wait().press("1")
    theirs = studio.heard()
    first.press("2")
    assert studio.heard() == theirs


def test_nothing_that_was_typed_and_no_number_is_in_an_address_or_a_log(studio: Studio, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="ivr"):
        studio.ring().press(studio.ann.staff_number + WRONG_PIN).press("12345678901234")
        line = studio.checking()
        line.press("9").press("1").press("2").press("*").press("99999")
    secrets = (studio.pin, studio.ann.staff_number + studio.pin, WRONG_PIN, NUMBER, "99999", "7700900999", "12345678901234", NAME)
    queries = " ".join(url.partition("?")[2] for url in line.urls) + "".join(line.documents)
    assert studio.ann.id in queries
    assert not re.search(rf"={studio.ann.staff_number}(?![\w-])", queries)  # an id may well begin with the same digits
    assert not [secret for secret in secrets if secret in queries + caplog.text]
    assert studio.site.journal() == []


def test_whoever_is_taken_off_the_register_or_may_not_record_any_more_does_nothing_more(studio: Studio) -> None:
    before, line = studio.heard(), studio.checking()
    studio.store.staff.remove(studio.ann.id)
    assert WORDS["studio.not_yours"] in line.press("1").said()
    assert line.over
    assert studio.heard() == before


def test_an_account_that_may_not_record_is_told_so(studio: Studio) -> None:
    bob = enrol.add(studio.store, "Bob Other", {Role.ANSWER}, PASSWORD)
    pin = enrol.new_pin(studio.store, enrol.named(studio.store, "Bob Other"))
    line = studio.ring().press(bob.staff_number + pin)
    assert WORDS["studio.not_yours"] in line.said()
    assert line.over


@pytest.mark.parametrize(("role", "said"), [(Role.RECORD, "studio.lost"), (Role.ANSWER, "studio.not_yours")])
def test_nobody_keeps_what_another_read(studio: Studio, role: Role, said: str) -> None:
    line = studio.checking()
    bob = enrol.add(studio.store, "Bob Other", {role}, PASSWORD)
    before = studio.heard()
    mine = line.urls[-1].replace("/moment", "/keys").replace("step=moment", "step=check")
    answer = post(studio.site.port, mine.replace(studio.ann.id, bob.id), {"CallSid": line.call, "Digits": "1"})
    assert WORDS[said] in answer.text
    assert studio.heard() == before


def test_three_wrong_tries_end_the_call_and_five_lock_the_door_to_a_right_one(studio: Studio) -> None:
    wrong = studio.ann.staff_number + WRONG_PIN
    line = studio.ring().press(wrong).press(wrong)
    assert line.said().count(WORDS["studio.wrong"]) == 2
    assert line.press(wrong).over
    studio.ring().press(wrong).press(wrong)
    locked = studio.entered()
    assert WORDS["studio.locked"] in locked.said()
    assert locked.over


def test_nobody_s_number_is_refused_as_a_wrong_pin_is(studio: Studio) -> None:
    other = "100" if studio.ann.staff_number != "100" else "101"
    assert WORDS["studio.wrong"] in studio.ring().press(other + studio.pin).said()


def test_every_line_of_the_recording_line_is_spoken_in_some_call(studio: Studio) -> None:
    heard = ""
    for why in Why:
        line = studio.awaited()
        studio.becomes(TakeState.REFUSED, why=why)
        heard += line.wait().said()
    line = studio.awaited()
    studio.becomes(TakeState.LOST)
    heard += line.wait().said() + line.press("*").press("99999").said()
    line = studio.awaited()
    studio.becomes(TakeState.READY, wav=WAV)
    heard += line.wait().press("1").press("2").said()
    line = studio.awaited()
    take = studio.becomes(TakeState.READY, wav=WAV)
    line.wait()
    studio.store.takes.change(replace(take, words_sha256="of yesterday"), TakeState.READY)
    heard += line.press("1").said()
    line = studio.checking()
    (studio.audio / manifest.MANIFEST).write_text("not what it was")
    heard += line.press("1").said()
    wrong = studio.ann.staff_number + WRONG_PIN
    for _ in range(2):
        heard += studio.ring().press(wrong).press(wrong).press(wrong).said()
    heard += studio.entered().said()
    bob = enrol.add(studio.store, "Bob Other", {Role.ANSWER}, PASSWORD)
    heard += studio.ring().press(bob.staff_number + enrol.new_pin(studio.store, enrol.named(studio.store, "Bob Other"))).said()
    assert lines_in(heard) == {id for id in SLOTS if id.startswith("studio.")}


def test_words_that_change_while_they_are_read_are_told_and_not_taken_for_the_new_ones(studio: Studio, opened: Open) -> None:
    line = studio.at_words().press("1")
    line.heard.clear()
    changed = with_line(helpline(), PROMPT, "We are free.")
    with opened(helpline=changed, recordings=Library.load(studio.audio), audio=studio.audio) as site:
        line.port = site.port
        said = line.speak(9).said()
    assert WORDS["studio.changed"] in said
    assert "We are free." in said
    assert studio.store.takes.awaited() == []


def test_what_nobody_foresaw_becomes_an_apology_and_the_end_of_the_call(opened: Open, caplog: pytest.LogCaptureFixture) -> None:
    lines = {id: line for id, line in helpline().lines.items() if id != "studio.ask"}
    with opened(helpline=replace(helpline(), lines=lines)) as site:
        line = Line(site.port).ring("/studio/call", STUDIO)
    assert line.said() == f"{WORDS['sorry']} {WORDS['adviser.goodbye']}"
    assert line.over
    assert "a turn of the recording line (call) failed: call=CA0" in caplog.text


def test_what_cannot_be_answered_becomes_an_apology_and_the_end_of_the_call(studio: Studio) -> None:
    line = studio.ring()
    studio.store.close()
    studio.site.file.unlink()
    assert f"{WORDS['sorry']} {WORDS['adviser.goodbye']}" in line.press(studio.ann.staff_number + studio.pin).said()
    assert line.over


def test_twilio_falling_back_hears_an_apology_whatever_failed(studio: Studio) -> None:
    failed = {"CallSid": "CA" + "0" * 32, "ErrorCode": "11200", "ErrorUrl": f"{CALL}/keys?step=check"}
    answer = post(studio.site.port, f"{CALL}/failed", failed)
    assert answer.status == 200
    assert WORDS["sorry"] in answer.text


@pytest.mark.parametrize("query", ["", "?step=dance", "?step=check", "?step=moment&take=nobodys", "?staff=x&step=kept&sound=0"])
@pytest.mark.parametrize("path", ["", "/keys", "/silence", "/recorded", "/moment", "/failed"])
def test_whatever_is_signed_is_answered_with_a_document_and_whatever_is_not_is_refused(studio: Studio, path: str, query: str) -> None:
    form = {"CallSid": "CA" + "0" * 32, "Digits": "1", "RecordingSid": "RE1", "RecordingDuration": "4"}
    assert "<Response>" in post(studio.site.port, f"{CALL}{path}{query}", form).text
    answer = fetch(studio.site.port, "POST", f"/studio/call{path}{query}", urlencode(form), {"X-Twilio-Signature": "x"})
    assert answer.status == 403


def test_a_take_can_be_heard_by_its_id_while_it_waits_and_by_nothing_else(studio: Studio) -> None:
    studio.awaited()
    refused = studio.becomes(TakeState.REFUSED, why=Why.NOISY, wav=WAV)
    assert fetch(studio.site.port, "GET", f"/takes/{refused.id}.wav").status == 404
    line = studio.awaited()
    (waiting,) = studio.store.takes.awaited()
    address = f"/takes/{waiting.id}.wav"
    assert fetch(studio.site.port, "GET", address).status == 404
    studio.becomes(TakeState.READY, wav=WAV)
    answer = fetch(studio.site.port, "GET", address)
    assert (answer.status, answer.body, answer.headers["Content-Type"]) == (200, WAV, "audio/wav")
    assert answer.headers["Cache-Control"] == "no-store"
    part = fetch(studio.site.port, "GET", address, headers={"Range": "bytes=10-19"})
    assert (part.status, part.body) == (206, WAV[10:20])
    assert fetch(studio.site.port, "HEAD", address).status == 200
    line.wait().press("1")
    for gone in (address, "/takes/.wav", "/takes/nobodys.wav", f"/takes/{waiting.id}"):
        assert fetch(studio.site.port, "GET", gone).status == 404
