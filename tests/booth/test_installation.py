"""How the helpline on this machine is put together: as the README tells to do it with Twilio."""

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from ivr.booth.installation import SENDER, installed
from ivr.exchange.exchange import Number
from tests.house.source import ROOT
from tests.small import NOW, helpline

FIELDS = {
    "A call comes in": "voice_url",
    "Primary handler fails": "fallback_url",
    "Call status changes": "status_url",
    "A message comes in": "message_url",
}
ROW = re.compile(rf"^\| (both|helpline) \| ({'|'.join(FIELDS)}) \| (.+) \|$", re.MULTILINE)
SECOND_CHOICE = re.compile(r"A second choice is `(.+?)`")


@dataclass
class Console:
    """Whoever connects numbers; keeps what they were told."""

    numbers: dict[str, Number] = field(default_factory=dict)

    def connect(self, number: Number) -> None:
        self.numbers[number.number] = number


def test_its_numbers_lead_where_the_readme_has_twilio_s_lead(tmp_path: Path) -> None:
    console = Console()
    with installed(tmp_path, helpline(), lambda: NOW) as up:
        up.connect(console)  # type: ignore[arg-type]  # all that is asked of it
        numbers, here = up.menus.numbers, up.door.url
    told = {"both": Number(number=""), "helpline": Number(number="")}
    for whose, name, url in ROW.findall((ROOT / "README.md").read_text("utf-8")):
        told[whose] = replace(told[whose], **{FIELDS[name]: _here(url, here)})  # type: ignore[arg-type]  # a name of FIELDS
    both, own = told["both"], told["helpline"]
    expected = replace(both, number=numbers.helpline, status_url=own.status_url, message_url=own.message_url)
    assert all((expected.voice_url, expected.fallback_url, expected.status_url, expected.message_url))
    assert console.numbers == {
        numbers.helpline: expected,
        numbers.adviser: replace(both, number=numbers.adviser),
        SENDER: Number(number=SENDER, message_url=own.message_url),
    }


def _here(url: str, here: str) -> str:
    """Where this leads on this machine; what holds no address is a TwiML Bin, for which the second choice stands in."""
    if "TwiML Bin" in url:
        url = SECOND_CHOICE.findall((ROOT / "README.md").read_text("utf-8"))[0]
    return url.strip("`").replace("https://helpline.example", here)
