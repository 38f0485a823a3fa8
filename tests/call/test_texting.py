"""What is promised when a caller asks for a text."""

import pytest

from ivr.call.engine import decide
from ivr.call.heard import Pressed
from ivr.call.turn import Doing, Effect, Place, SendText, SendToKept
from ivr.menu.model import Link
from ivr.menu.short import code
from ivr.texts.numbers import Mobile, Refusal
from tests.small import NOW, helpline, with_text

CALLER = Mobile("+447700900123")
ID = "complaint_tips"


@pytest.mark.parametrize(
    ("doing", "promised"),
    [(Doing.OFFERED, SendText(ID, CALLER, "IASK: as edited.")), (Doing.CHECKING, SendToKept(ID, "IASK: as edited."))],
)
def test_a_text_is_promised_in_the_words_that_it_has_at_that_moment(doing: Doing, promised: Effect) -> None:
    edited = with_text(helpline(), ID, "IASK: as edited.")
    node = next(id for id, node in edited.nodes.items() if ID in getattr(node, "texts", ()))
    assert decide(edited, Place(node=node, doing=doing, step=4), Pressed("1", CALLER), NOW).does == (promised,)


@pytest.mark.parametrize("doing", [Doing.OFFERED, Doing.CHECKING])
def test_a_text_is_promised_with_a_short_link_where_it_would_be_too_long(doing: Doing) -> None:
    page = "www.kent.gov.uk/" + "a" * 60
    link = Link(id="page", to=f"https://{page}", owner="us", checked=None)
    long = with_text(helpline(links={"page": link}, short_links="helpline.example/t"), ID, f"{'a' * 100} {page}")
    node = next(id for id, node in long.nodes.items() if ID in getattr(node, "texts", ()))
    (promise,) = decide(long, Place(node=node, doing=doing, step=4), Pressed("1", CALLER), NOW).does
    assert isinstance(promise, SendText | SendToKept)
    assert promise.body == f"{'a' * 100} helpline.example/t/{code('page')}"


@pytest.mark.parametrize("caller", [CALLER, Refusal.WITHHELD, Refusal.LANDLINE])
def test_what_a_text_says_is_told_before_anything_is_agreed_to_whoever_asks(caller: Mobile | Refusal) -> None:
    node = next(id for id, node in helpline().nodes.items() if ID in getattr(node, "texts", ()))
    turn = decide(helpline(), Place(node=node, step=4), Pressed("8", caller), NOW)
    assert turn.says[0].words == "The text gives a tip."
