"""Numbers of drama stay in the building, and all others do not."""

from dataclasses import dataclass, field
from datetime import datetime

import pytest

from ivr.texts.indoors import Indoors, kept_in
from ivr.texts.numbers import Mobile
from ivr.texts.outbox import Accepted, KeptIn, Outcome, Unknown
from ivr.texts.states import TextState
from tests.small import NOW


@dataclass
class Carrier:
    """A provider that takes whatever it is given, and keeps what it was asked."""

    asked: list[str] = field(default_factory=list)

    def post(self, to: Mobile, body: str, status_callback: str) -> Outcome:
        self.asked.append(f"post {to.ends} {body} {status_callback}")
        return Accepted("SM1")

    def found(self, to: Mobile, body: str, since: datetime) -> tuple[Accepted, ...] | Unknown:
        self.asked.append(f"found {to.ends} {body} {since:%H:%M}")
        return (Accepted("SM2"),)

    def became(self, sid: str) -> Accepted | Unknown:
        self.asked.append(f"became {sid}")
        return Accepted(sid, TextState.DELIVERED)


@pytest.mark.parametrize("number", ["+447700900000", "+447700900123", "+447700900999"])
def test_a_text_to_a_number_of_drama_is_refused_and_the_provider_is_never_asked(number: str) -> None:
    carrier = Carrier()
    post = Indoors(carrier)
    assert post.post(Mobile(number), "Hello.", "https://x") == KeptIn()
    assert post.found(Mobile(number), "Hello.", NOW) == ()
    assert carrier.asked == []


def test_a_text_to_any_other_number_goes_out() -> None:
    carrier = Carrier()
    post = Indoors(carrier)
    first_past_the_range = Mobile("+447700901000")  # nobody has been given it
    assert post.post(first_past_the_range, "Hello.", "https://x") == Accepted("SM1")
    assert post.found(first_past_the_range, "Hello.", NOW) == (Accepted("SM2"),)
    assert post.became("SM2") == Accepted("SM2", TextState.DELIVERED)
    assert carrier.asked == ["post 000 Hello. https://x", "found 000 Hello. 11:00", "became SM2"]


def test_numbers_of_drama_go_out_where_the_server_was_told_to_send_them() -> None:
    carrier = Carrier()
    assert kept_in(carrier, drama_goes_out=True).post(Mobile("+447700900123"), "Hello.", "https://x") == Accepted("SM1")
    assert kept_in(carrier, drama_goes_out=False).post(Mobile("+447700900123"), "Hello.", "https://x") == KeptIn()
