"""A survey of several links: in order, each address once, and none for ever."""

import socket
import time
from dataclasses import replace
from datetime import date

import pytest

from ivr.linesman.following import Manners, Walk
from ivr.linesman.outcome import Dead, Death, Doubt, Fine, Unsure
from ivr.linesman.survey import Found, settled, survey
from ivr.menu.model import Link
from tests.linesman.site import Site, Visit, says
from tests.linesman.walking import BRISK, WIRE


def link(id: str, to: str) -> Link:
    return Link(id=id, to=to, owner="Kent", checked=date(2026, 11, 23))


def test_links_are_asked_in_their_order_and_an_address_of_two_of_them_once(site: Site) -> None:
    site.pages.update({"/a": says(200), "/b": says(404)})
    links = [link("one", f"{site.url}/a"), link("two", f"{site.url}/b"), link("three", f"{site.url}/a#part")]
    found = list(survey(links, Walk(WIRE, BRISK)))
    assert [(each.link.id, each.outcome) for each in found] == [("one", Fine()), ("two", Dead(Death.NOT_THERE)), ("three", Fine())]
    assert site.asked == ["HEAD /a", "HEAD /b", "GET /b"]


def test_nothing_is_asked_before_it_is_wanted(site: Site) -> None:
    site.pages.update({"/a": says(200), "/b": says(200)})
    next(survey([link("one", f"{site.url}/a"), link("two", f"{site.url}/b")], Walk(WIRE, BRISK)))
    assert site.asked == ["HEAD /a"]


def test_an_answer_that_drips_in_holds_nobody_up(site: Site) -> None:
    def drips(visit: Visit) -> None:
        while not visit.site.closing.wait(0.05):
            visit.wfile.write(b"H")

    site.pages.update({"/a": drips, "/b": says(200)})
    walk = Walk(WIRE, Manners(total_s=2, sleep=lambda _: None))
    found = list(survey([link("one", f"{site.url}/a"), link("two", f"{site.url}/b")], walk))
    assert [each.outcome for each in found] == [Unsure(Doubt.SLOW), Fine()]


def test_a_name_that_is_looked_up_for_ever_holds_nobody_up() -> None:
    def look_up(_name: str, _port: int) -> list[str]:
        time.sleep(5)
        return []

    walk = Walk(replace(WIRE, look_up=look_up), Manners(total_s=0.2))
    (found,) = survey([link("one", "https://www.kent.example/a")], walk)
    assert found.outcome == Unsure(Doubt.SLOW)


def test_a_fault_of_our_own_is_not_taken_for_one_of_a_site(site: Site) -> None:
    def broken(_address: str) -> str | None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(survey([link("one", f"{site.url}/a")], Walk(replace(WIRE, proxy=broken), BRISK)))


def nobody(_name: str, _port: int) -> list[str]:
    raise socket.gaierror(socket.EAI_NONAME, "made up")


def test_where_no_site_at_all_is_reached_no_link_is_called_dead() -> None:
    links = [link("one", "https://www.kent.example/a"), link("two", "https://www.gov.example/a")]
    found = list(survey(links, Walk(replace(WIRE, look_up=nobody), BRISK)))
    assert {each.outcome for each in found} == {Dead(Death.NO_SUCH_NAME)}
    assert {each.outcome for each in settled(found)} == {Unsure(Doubt.OFFLINE)}


def test_a_name_that_does_not_exist_is_dead_where_others_are_reached(site: Site) -> None:
    found = [Found(link("one", "https://www.kent.example/a"), Dead(Death.NO_SUCH_NAME)), Found(link("two", f"{site.url}/a"), Fine())]
    assert settled(found) == found
    assert settled(found[:1]) == found[:1]
