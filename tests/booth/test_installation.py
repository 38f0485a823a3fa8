"""How the helpline on this machine is put together: as the README tells to do it with Twilio."""

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from ivr import config
from ivr.booth.installation import SENDER, installed
from ivr.call.turn import HangUp, Place, SendText, Turn
from ivr.errors import OperatorError
from ivr.exchange.clock import ToldClock
from ivr.exchange.exchange import Exchange, Number
from ivr.store import connect
from ivr.texts.numbers import Mobile
from ivr.texts.send import drain
from ivr.texts.states import TextState
from tests.house.source import ROOT
from tests.small import NOW, helpline

README = (ROOT / "README.md").read_text("utf-8")
STUDIO = "+447700900901"
FIELDS = {
    "A call comes in": "voice_url",
    "Primary handler fails": "fallback_url",
    "Call status changes": "status_url",
    "A message comes in": "message_url",
}
WHOSE = {
    "all": {"helpline", "adviser", "studio"},
    "helpline and adviser": {"helpline", "adviser"},
    **{one: {one} for one in ("helpline", "studio")},
}
ROW = re.compile(rf"^\| ({'|'.join(WHOSE)}) \| ({'|'.join(FIELDS)}) \| (.+) \|$", re.MULTILINE)
SECOND_CHOICE = re.compile(r"A second choice is `(.+?)`.*?\(for the studio\s+number, `(.+?)`\)", re.DOTALL)


@dataclass
class Console:
    """Whoever connects numbers; keeps what they were told."""

    numbers: dict[str, Number] = field(default_factory=dict)

    def connect(self, number: Number) -> None:
        self.numbers[number.number] = number


def test_its_numbers_lead_where_the_readme_has_twilio_s_lead(tmp_path: Path) -> None:
    console, given = Console(), helpline()
    with installed(tmp_path, replace(given, numbers=replace(given.numbers, studio=STUDIO)), lambda: NOW) as up:
        up.connect(console)  # type: ignore[arg-type]  # all that is asked of it
        numbers, here = up.menus.numbers, up.door.url
    expected = {whose: Number(number=getattr(numbers, whose)) for whose in ("helpline", "adviser", "studio")}
    for row, name, url in ROW.findall(README):
        for whose in WHOSE[row]:
            expected[whose] = replace(expected[whose], **{FIELDS[name]: _here(url, here, whose)})  # type: ignore[arg-type]  # a name of FIELDS
    assert all((expected["helpline"].voice_url, expected["helpline"].fallback_url, expected["helpline"].status_url))
    sender = Number(number=SENDER, message_url=expected["helpline"].message_url)
    assert console.numbers == {number.number: number for number in (*expected.values(), sender)}


def test_where_the_menus_name_no_studio_number_there_is_none(tmp_path: Path) -> None:
    console = Console()
    with installed(tmp_path, helpline(), lambda: NOW) as up:
        up.connect(console)  # type: ignore[arg-type]  # all that is asked of it
        assert set(console.numbers) == {up.menus.numbers.helpline, up.menus.numbers.adviser, SENDER}


def test_it_sends_no_text_that_real_callers_were_promised_though_theirs_be_kept_in_the_same_folder(tmp_path: Path) -> None:
    """To them it would be as good as sent, and would never arrive."""
    store = connect(config.database({"IVR_DATA": str(tmp_path)}))
    store.migrate()
    promised = Turn((), HangUp(), Place(), (SendText("complaint_tips", Mobile("+447700900123"), "Five tips."),))
    store.keep_turn("CA1", "keys.1", NOW, "keys", promised, None)
    with installed(tmp_path, helpline(), lambda: NOW) as up:
        assert drain(up.worker(Exchange(up.account.sid, up.account.token, ToldClock(NOW)))) == 0
        assert up.store.texts() == []
    assert [text.state for text in store.texts()] == [TextState.QUEUED]
    store.close()


@pytest.mark.parametrize("sign", ["?", "#", "%"])
def test_a_folder_whose_name_means_something_else_in_an_address_is_refused_and_not_made(tmp_path: Path, sign: str) -> None:
    with pytest.raises(OperatorError, match="its name holds"), installed(tmp_path / f"a{sign}b", helpline(), lambda: NOW):
        pass
    assert list(tmp_path.iterdir()) == []


def _here(url: str, here: str, whose: str) -> str:
    """Where this leads on this machine; what holds no address is a TwiML Bin, for which the second choice stands in."""
    if "TwiML Bin" in url:
        others, studio = SECOND_CHOICE.findall(README)[0]
        url = studio if whose == "studio" else others
    return url.strip("`").replace("https://helpline.example", here)
