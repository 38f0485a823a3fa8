"""What a decision costs does not grow with the menus."""

import gc
import sys
from collections.abc import Callable
from dataclasses import replace

from ivr.call.engine import decide
from ivr.call.heard import Pressed, Silence
from ivr.call.turn import Place
from ivr.menu.model import Choice, Helpline, Menu
from ivr.texts.numbers import Mobile
from tests.small import NOW, helpline

CALLER = Mobile("+447700900123")


def calls_made(run: Callable[[], object]) -> int:
    """How many functions are called: a measure that is the same on every machine."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    gc.disable()  # what is tidied up meanwhile is no part of it
    sys.setprofile(counted)
    try:
        run()
    finally:
        sys.setprofile(None)
        gc.enable()
    return count


def among(whole: Helpline, count: int) -> Helpline:
    choice = Choice(key="1", lead="For more", go=whole.start)
    more = {f"extra_{n}": Menu(id=f"extra_{n}", title="Extra", choices=(choice,)) for n in range(count)}
    return replace(whole, nodes={**more, **whole.nodes})


def test_a_decision_on_ten_thousand_nodes_takes_as_many_steps_as_on_four() -> None:
    small = helpline()
    large = among(small, 10_000)  # of the same parts: what is remembered of one is found for the other without comparing
    at_menu, on_page = Place(node="main"), Place(node="complaint", trail=("main", "school"))
    for place, heard in ((at_menu, Pressed("1", CALLER)), (on_page, Pressed("*", CALLER)), (on_page, Silence(CALLER))):
        for whole in (small, large):
            decide(whole, place, heard, NOW)  # what is looked up once is looked up now
        assert calls_made(lambda: decide(large, place, heard, NOW)) == calls_made(lambda: decide(small, place, heard, NOW))  # noqa: B023 - called at once
