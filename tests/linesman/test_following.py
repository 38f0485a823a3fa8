"""Links asked over real HTTP on loopback: what becomes of each, what was asked for it, and what was not."""

import pytest

from ivr.linesman.following import MOST_HOPS, Manners, Walk
from ivr.linesman.outcome import Dead, Death, Doubt, Fine, Hop, Moved, Unsure
from tests.linesman.site import Site, hangs, hangs_up, leads, says
from tests.linesman.walking import WIRE, follow


def test_a_page_that_is_there_is_asked_for_once_and_never_read(site: Site) -> None:
    site.pages["/a?b=c"] = says(200)
    assert follow(f"{site.url}/a?b=c") == Fine()
    assert site.asked == ["HEAD /a?b=c"]


@pytest.mark.parametrize("status", [400, 403, 404, 405, 406, 500, 501, 503])
def test_a_site_that_answers_head_wrongly_is_asked_again_as_a_browser_asks(site: Site, status: int) -> None:
    site.pages.update({"HEAD /a": says(status), "GET /a": says(200)})
    assert follow(f"{site.url}/a") == Fine()
    assert site.asked == ["HEAD /a", "GET /a"]


def test_a_site_that_hangs_up_on_head_is_asked_again(site: Site) -> None:
    site.pages.update({"HEAD /a": hangs_up, "GET /a": says(200)})
    assert follow(f"{site.url}/a") == Fine()
    assert site.asked == ["HEAD /a", "GET /a"]


def test_a_site_that_keeps_silent_on_head_is_asked_again(site: Site) -> None:
    site.pages.update({"HEAD /a": hangs, "GET /a": says(200)})
    assert follow(f"{site.url}/a", read_s=1) == Fine()


@pytest.mark.parametrize(("status", "why"), [(404, Death.NOT_THERE), (410, Death.GONE)])
def test_a_page_that_is_not_there_is_dead(site: Site, status: int, why: Death) -> None:
    site.pages["/a"] = says(status)
    assert follow(f"{site.url}/a") == Dead(why)


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (401, Doubt.SIGN_IN),
        (403, Doubt.NO_ROBOTS),
        (418, Doubt.STATUS),
        (304, Doubt.STATUS),
        (500, Doubt.IN_TROUBLE),
        (503, Doubt.IN_TROUBLE),
    ],
)
def test_an_answer_that_a_person_may_not_get_leaves_us_unsure(site: Site, status: int, why: Doubt) -> None:
    site.pages["/a"] = says(status)
    assert follow(f"{site.url}/a") == Unsure(why, status)


def test_a_site_that_has_had_enough_is_not_asked_again(site: Site) -> None:
    site.pages["/a"] = says(429)
    assert follow(f"{site.url}/a") == Unsure(Doubt.NO_ROBOTS, 429)
    assert site.asked == ["HEAD /a"]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_page_that_has_moved_is_told_with_where_to_and_whether_for_good(site: Site, status: int) -> None:
    site.pages.update({"/a": leads("/b", status), "/b": says(200)})
    moved = follow(f"{site.url}/a")
    assert moved == Moved((Hop(status, f"{site.url}/b"),))
    assert isinstance(moved, Moved)
    assert moved.settled == (f"{site.url}/b" if status in (301, 308) else None)
    assert site.asked == ["HEAD /a", "HEAD /b"]


def test_the_address_to_write_is_where_the_lasting_redirects_end(site: Site) -> None:
    site.pages.update({"/a": leads("/b", 308), "/b": leads("/c", 301), "/c": leads("/d", 302), "/d": says(200)})
    moved = follow(f"{site.url}/a")
    assert isinstance(moved, Moved)
    assert (moved.settled, moved.end) == (f"{site.url}/c", f"{site.url}/d")


def test_a_page_that_is_sent_on_to_one_that_is_not_there_is_dead_with_the_way_that_led_to_it(site: Site) -> None:
    site.pages["/a"] = leads("/b")
    assert follow(f"{site.url}/a") == Dead(Death.NOT_THERE, (Hop(301, f"{site.url}/b"),))


def test_a_circle_is_told_and_left(site: Site) -> None:
    site.pages.update({"/a": leads("/b"), "/b": leads("/a")})
    assert follow(f"{site.url}/a") == Unsure(Doubt.ROUND, 0, (Hop(301, f"{site.url}/b"), Hop(301, f"{site.url}/a")))
    assert site.asked == ["HEAD /a", "HEAD /b", "GET /a", "GET /b"]


def test_a_site_that_sends_head_alone_round_in_circles_is_fine(site: Site) -> None:
    """As some do: sphinx-doc/sphinx, pull request 8475."""
    site.pages.update({"HEAD /a": leads("/a"), "GET /a": says(200)})
    assert follow(f"{site.url}/a") == Fine()


def test_no_more_redirects_are_followed_than_a_browser_s_patience(site: Site) -> None:
    site.pages.update({f"/{n}": leads(f"/{n + 1}") for n in range(20)})
    outcome = follow(f"{site.url}/0")
    assert isinstance(outcome, Unsure)
    assert outcome.why is Doubt.TOO_FAR
    assert site.asked == [f"{method} /{n}" for method in ("HEAD", "GET") for n in range(MOST_HOPS + 1)]


@pytest.mark.parametrize(
    ("location", "leads_to"),
    [
        ("b", "/deep/b"),
        ("../b?c=d", "/b?c=d"),
        ("/Bildung/k\u00c3\u00b6nnen", "/Bildung/k%C3%B6nnen"),  # UTF-8, a letter a byte
        ("/two words", "/two%20words"),
        ("/b#there", "/b"),
    ],
)
def test_a_redirect_may_be_relative_or_odd(site: Site, location: str, leads_to: str) -> None:
    site.pages.update({"/deep/a": leads(location), leads_to: says(200)})
    assert isinstance(follow(f"{site.url}/deep/a"), Moved)
    assert site.asked[-1] == f"HEAD {leads_to}"


@pytest.mark.parametrize("location", ["", "https://", "http://[", "http://a:b/", "mailto:a@b.example", "javascript:1", "//u:p@b.example/"])
def test_a_redirect_to_what_is_no_page_is_told(site: Site, location: str) -> None:
    site.pages["/a"] = leads(location)
    assert follow(f"{site.url}/a") == Unsure(Doubt.NOWHERE, 301)


def test_a_redirect_without_an_address_is_told(site: Site) -> None:
    site.pages["/a"] = says(302)
    assert follow(f"{site.url}/a") == Unsure(Doubt.NOWHERE, 302)


def test_no_cookie_is_kept_and_whoever_asks_says_so(site: Site) -> None:
    site.pages.update({"/a": says(302, Location="/b", Set_Cookie="a=b"), "/b": says(200)})
    follow(f"{site.url}/a")
    assert [headers["User-Agent"].partition(" ")[0] for headers in site.headers] == ["IASK-helpline-link-check"] * 2
    assert not [headers for headers in site.headers if {"Cookie", "Authorization", "Referer"} & {*headers}]
    assert [headers["Host"] for headers in site.headers] == [site.url.removeprefix("http://")] * 2


def test_nobody_is_asked_again_without_a_pause(site: Site) -> None:
    """Whoever asks waits for what is left of a second, by a clock of its own that never goes on."""
    site.pages.update({"HEAD /a": says(405), "GET /a": leads("/b"), "/b": says(200)})
    slept: list[float] = []
    walk = Walk(WIRE, Manners(pause_s=1, sleep=slept.append, clock=lambda: 100))
    walk.follow(f"{site.url}/a")
    assert len(site.asked) == 3
    assert slept == [1, 1]


def test_another_site_is_asked_at_once(site: Site) -> None:
    site.pages["/a"] = says(200)
    slept: list[float] = []
    walk = Walk(WIRE, Manners(sleep=slept.append))
    for name in ("127.0.0.1", "localhost"):
        walk.follow(f"{site.url}/a".replace("127.0.0.1", name))
    assert len(site.asked) == 2
    assert slept == []


def test_a_walk_that_takes_too_long_in_all_is_ended_between_two_pages(site: Site) -> None:
    site.pages.update({f"/{n}": leads(f"/{n + 1}") for n in range(5)})
    hours = iter(range(0, 1_000_000, 15))
    outcome = Walk(WIRE, Manners(total_s=40, sleep=lambda _: None, clock=lambda: next(hours))).follow(f"{site.url}/0")
    assert isinstance(outcome, Unsure)
    assert outcome.why is Doubt.SLOW
    assert len(site.asked) < 3
