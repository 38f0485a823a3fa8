from dataclasses import replace
from datetime import date

from ivr.checks.context import Context, Sort, for_callers
from ivr.menu.lines import SLOTS
from ivr.menu.model import Provenance
from ivr.menu.service import Closure
from tests.small import NOW, helpline, hours, with_page


def test_everything_said_aloud_is_listed_once() -> None:
    shut = Closure(date(2026, 12, 24), date(2026, 12, 31), "Closed for Christmas.")
    context = Context(helpline(hours=hours(closures=(shut,))), NOW)
    ids = [spoken.id for spoken in context.spoken()]
    assert len(ids) == len(set(ids)) == 4 + 2 + len(SLOTS) + 2 + 2
    assert [spoken.words for spoken in context.spoken() if spoken.sort is Sort.CLOSED] == [
        "We are closed for now.",
        "Closed for Christmas.",
    ]


def test_no_slot_is_left_open_in_what_is_judged() -> None:
    assert not [spoken.id for spoken in Context(helpline(), NOW).spoken() if "{" in spoken.words]


def test_a_menu_is_judged_by_its_own_words_and_timed_by_all_that_is_heard() -> None:
    (main,) = [spoken for spoken in Context(helpline(), NOW).spoken() if spoken.id == "main"]
    assert "press 0" not in main.words
    assert "press 0 at any time" in main.heard


def test_drafts_are_judged_and_yet_not_for_callers() -> None:
    context = Context(with_page(helpline(), "complaint", "Write.", provenance=Provenance(beyond_leaflet=True)), NOW)
    assert len(list(context.pages())) == 4
    assert len(list(for_callers(context).pages())) == 3


def test_a_context_knows_the_bank_holidays_unless_told_otherwise() -> None:
    context = Context(helpline(), NOW)
    assert date(2026, 12, 25) in context.bank_holidays(2026)
    assert replace(context, bank_holidays=lambda _: {}).bank_holidays(2026) == {}
