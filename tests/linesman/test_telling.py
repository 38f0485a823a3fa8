"""What became of links, told to whoever keeps them: how much it matters, and the mend."""

from datetime import date

import pytest

from ivr.checks.finding import Level
from ivr.errors import Where
from ivr.linesman.outcome import Dead, Death, Doubt, Fine, Hop, Moved, Outcome, Unsure
from ivr.linesman.survey import Found
from ivr.linesman.telling import findings, told
from ivr.menu.model import Link

TO = "https://www.kent.example/send/appeal"
HOSTS = ("www.kent.example", "www.gov.example")
TODAY = date(2026, 11, 26)


def found(outcome: Outcome, id: str = "appeal", checked: date | None = date(2026, 11, 23), to: str = TO) -> Found:
    return Found(Link(id=id, to=to, owner="Kent", checked=checked, where=Where("links.yaml", 4, 1)), outcome)


def moved(*to: str, status: int = 301) -> Moved:
    return Moved(tuple(Hop(status, each) for each in to))


def one(outcome: Outcome, to: str = TO) -> tuple[Level, str]:
    (finding,) = findings([found(outcome, to=to)], HOSTS)
    assert finding.where == Where("links.yaml", 4, 1)
    return finding.level, f"{finding.problem} {finding.mend}"


@pytest.mark.parametrize("why", Death)
def test_a_dead_link_is_an_error_that_names_whom_to_ask(why: Death) -> None:
    level, words = one(Dead(why))
    assert level is Level.ERROR
    assert f"The link appeal (Kent), {TO}, is dead: {why.value}. Find where the page is now, or ask Kent" in words


@pytest.mark.parametrize("why", Doubt)
def test_where_we_are_unsure_a_person_is_to_look(why: Doubt) -> None:
    level, words = one(Unsure(why, 503))
    assert level is Level.WARNING
    assert words.endswith("Open it by hand." if why is not Doubt.OFFLINE else "Join a network, and ask again.")
    assert "{" not in words


def test_that_no_site_at_all_was_reached_is_told_once() -> None:
    words = told([found(Unsure(Doubt.OFFLINE)), found(Unsure(Doubt.OFFLINE), "help")], HOSTS, TODAY)
    assert words.startswith("None of the 2 links could be asked: no site at all could be reached")
    assert words.endswith("Join a network, and ask again.\n")
    assert len(words.splitlines()) == 1


def test_what_a_page_was_sent_on_to_is_told_where_that_is_not_there() -> None:
    assert (
        "it is sent on to https://www.kent.example/b, and there the page is not there (404)."
        in one(Dead(Death.NOT_THERE, (Hop(301, "https://www.kent.example/b"),)))[1]
    )


def test_a_link_that_has_moved_for_good_is_a_warning_with_what_to_write() -> None:
    level, words = one(moved("https://www.kent.example/b", "https://www.gov.example/c"))
    assert level is Level.WARNING
    assert words.endswith("Read it there, and write `to: https://www.gov.example/c`.")


def test_a_link_that_is_elsewhere_for_now_is_no_fault_and_is_said() -> None:
    away = found(moved("https://www.kent.example/b", status=302))
    assert findings([away], HOSTS) == []
    assert f"links.yaml:4:1: The link appeal (Kent), {TO}, is sent on to https://www.kent.example/b for now." in told([away], HOSTS, TODAY)


@pytest.mark.parametrize("status", [301, 302])
def test_a_link_that_leads_to_a_site_nobody_has_agreed_to_is_an_error(status: int) -> None:
    level, words = one(moved("https://casino.example/", status=status))
    assert level is Level.ERROR
    assert "leads to another site, https://casino.example/, and casino.example is not listed under `text_hosts`." in words


def test_a_site_that_drops_or_adds_www_is_the_same_site_and_so_is_that_of_the_link() -> None:
    assert one(moved("https://gov.example/appeal"))[0] is Level.WARNING
    assert one(moved("https://other.example/new"), to="https://www.other.example/old")[0] is Level.WARNING


def test_a_page_that_has_become_the_front_page_is_probably_gone() -> None:
    level, words = one(moved("https://www.kent.example/", status=302))
    assert level is Level.WARNING
    assert "moved to the front page, https://www.kent.example/: the page itself is probably gone." in words


def test_a_front_page_that_moves_is_not_taken_for_gone() -> None:
    assert "for good" in one(moved("https://www.kent.example/home"), to="https://www.kent.example/")[1]


def test_a_link_that_leaves_https_on_its_way_is_an_error() -> None:
    level, words = one(moved("http://www.kent.example/b", "https://www.kent.example/c"))
    assert level is Level.ERROR
    assert "is sent on to http://www.kent.example/b: whoever is on the way can read that, and change it." in words


def test_the_dead_come_first_then_the_moved_then_the_unsure_and_a_count() -> None:
    away = moved("https://www.kent.example/b")
    all_of_them = [
        found(Unsure(Doubt.SLOW), "u"),
        found(Fine(), "f"),
        found(Fine(), "n", None),
        found(away, "m"),
        found(Dead(Death.GONE), "d"),
    ]
    lines = told(all_of_them, HOSTS, TODAY).splitlines()
    assert [line for line in lines if line.endswith(":")] == ["Dead:", "Moved:", "Unsure:"]
    assert [line.split()[4] for line in lines if line.startswith("links.yaml:4:1: ")] == ["link", "link", "link"]
    assert [line.split()[5] for line in lines if line.startswith("links.yaml:4:1: ")] == ["d", "m", "u"]
    assert lines[-2:] == [
        "5 links asked: 1 dead, 1 moved, 1 unsure, 2 fine.",
        "There today: f, n. Open them, and if they say what they should, write `checked: 2026-11-26`.",
    ]


def test_a_link_that_was_looked_at_today_needs_no_new_day() -> None:
    assert told([found(Fine(), checked=TODAY)], HOSTS, TODAY) == "1 link asked: 0 dead, 0 moved, 0 unsure, 1 fine.\n"
