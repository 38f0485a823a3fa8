"""The short addresses of texts: links that lead on, and the words of a text for whoever shares a phone."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ivr.menu.load import load
from ivr.menu.model import Provenance
from ivr.menu.short import code
from ivr.web.short.touched import Part, touched
from tests.real import MENUS
from tests.small import LINKS, helpline, with_text
from tests.web.conftest import Open, Site
from tests.web.line import fetch

(LINK,) = LINKS
TIPS = code("complaint_tips")
REAL = load(MENUS).spoken()


def words(page: str) -> str:
    """What stands on a page, without its tags."""
    main = page.partition("<main>")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", "", main).split())


def test_a_link_of_ours_leads_to_the_page_that_links_yaml_names(site: Site) -> None:
    answer = fetch(site.port, "GET", f"/t/{code(LINK.id)}")
    assert (answer.status, answer.headers["Location"]) == (302, LINK.to)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_a_text_s_address_shows_its_words_in_full(site: Site) -> None:
    answer = fetch(site.port, "GET", f"/t/{TIPS}")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert helpline().texts["complaint_tips"].body in words(answer.text)


def test_a_page_tells_nothing_of_itself_before_it_is_read(site: Site) -> None:
    answer = fetch(site.port, "GET", f"/t/{TIPS}")
    head = answer.text.partition("<body>")[0]
    assert "<title>Information</title>" in head
    assert not re.search("iask|kent|complaint|og:", head, re.IGNORECASE)
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert not {"Set-Cookie", "ETag", "Last-Modified"} & set(answer.headers)


def test_a_page_loads_nothing_and_runs_only_what_is_in_it(site: Site) -> None:
    answer = fetch(site.port, "GET", f"/t/{TIPS}")
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'sha256-")
    assert not re.search(r'src="|href="(?!https://www\.|tel:|mailto:|data:,)', answer.text)


@pytest.mark.parametrize("id", [text.id for text in REAL.texts.values() if text.id not in {"auto_reply", "discreet"}])
def test_every_text_that_can_be_asked_for_has_its_page(opened: Open, id: str) -> None:
    with opened(helpline=REAL) as site:
        assert REAL.texts[id].body in words(fetch(site.port, "GET", f"/t/{code(id)}").text)


@pytest.mark.parametrize("id", ["auto_reply", "discreet"])
def test_what_nobody_asks_for_has_none(site: Site, id: str) -> None:
    assert fetch(site.port, "GET", f"/t/{code(id)}").status == 404


def test_a_draft_has_no_page(opened: Open) -> None:
    draft = with_text(helpline(), "complaint_tips", "IASK: not yet.", provenance=Provenance(beyond_leaflet=True))
    with opened(helpline=draft.spoken()) as site:
        answer = fetch(site.port, "GET", f"/t/{TIPS}")
        assert (answer.status, "not yet" in answer.text) == (404, False)


def test_an_address_that_leads_nowhere_says_so_kindly_and_whom_to_call(site: Site) -> None:
    answer = fetch(site.port, "GET", "/t/bcdfg")
    assert answer.status == 404
    assert '<a href="tel:03000413000">03000 41 3000</a>' in answer.text
    assert "call 999" in words(answer.text)


def test_nobody_is_promised_the_same_text_again_which_the_line_would_refuse_them_today(site: Site) -> None:
    says = words(fetch(site.port, "GET", "/t/bcdfg").text)
    assert "and we will tell you what it says" in says
    assert "send it again" not in says


def test_our_number_is_written_as_our_texts_write_it(opened: Open) -> None:
    with opened(helpline=REAL) as site:
        assert '<a href="tel:03000413000">03000 41 3000</a>' in fetch(site.port, "GET", "/t/bcdfg").text


@pytest.mark.parametrize("written", [TIPS.upper(), f"{TIPS}.", f"{TIPS})", f"{TIPS}%E2%80%9D", f"{TIPS}/", f"{TIPS}%20", f"{TIPS},"])
def test_an_address_is_understood_as_a_mobile_or_a_thumb_writes_it(site: Site, written: str) -> None:
    assert fetch(site.port, "GET", f"/t/{written}").status == 200


def test_only_looking_is_done_at_a_short_address(site: Site) -> None:
    assert fetch(site.port, "HEAD", f"/t/{TIPS}").status == 200
    assert fetch(site.port, "POST", f"/t/{TIPS}").status == 405


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.text(st.sampled_from("abzBZ29/.%2F:\\@?#-_ ~"), max_size=12) | st.sampled_from([TIPS, code(LINK.id)]))
def test_nothing_that_can_be_asked_leads_anywhere_but_where_links_yaml_says(site: Site, asked: str) -> None:
    answer = fetch(site.port, "GET", f"/t/{asked.replace(' ', '%20')}")
    assert answer.status in {200, 302, 404}
    assert answer.headers.get("Location", LINK.to) == LINK.to


def test_sites_mail_and_numbers_can_be_touched_and_999_cannot() -> None:
    found = list(
        touched("IASK: call 03000 41 3000 or 111 or 116 123, in danger 999. iask@kent.gov.uk www.kent.gov.uk/send.", {"www.kent.gov.uk"})
    )
    assert [(part.words, part.to) for part in found if part.to] == [
        ("03000 41 3000", "tel:03000413000"),
        ("111", "tel:111"),
        ("116 123", "tel:116123"),
        ("iask@kent.gov.uk", "mailto:iask@kent.gov.uk"),
        ("www.kent.gov.uk/send", "https://www.kent.gov.uk/send"),
    ]


@pytest.mark.parametrize(
    "said", ["SEND Code 11.13-11.38 and 11.67-11.111", "0 to 25", "Code 11.111", "www.example.org", "ME15 8AW", "1 speak 2 write"]
)
def test_what_is_no_number_and_no_site_of_ours_stays_words(said: str) -> None:
    assert list(touched(said, {"www.kent.gov.uk"})) == [Part(said)]


@given(st.text(alphabet=st.sampled_from("a0 1.@-/w:39,\n"), max_size=60))
def test_no_word_is_lost_or_said_twice(said: str) -> None:
    assert "".join(part.words for part in touched(said, {"w.aa", "a.aa"})) == said


def test_every_number_and_site_of_our_texts_can_be_touched() -> None:
    touching = {part.to for text in REAL.texts.values() for part in touched(text.body, REAL.text_hosts)}
    assert {"tel:03000413000", "tel:03000412412", "tel:116123", "tel:08001111", "tel:03000411111", "tel:03000419191"} <= touching
    assert {link.to for link in REAL.links.values()} <= touching


def test_our_number_is_written_as_numbers_are_where_no_text_writes_it(opened: Open) -> None:
    with opened(helpline=with_text(helpline(), "auto_reply", "IASK: nobody reads this.")) as site:
        assert '<a href="tel:03000413000">0300 041 3000</a>' in fetch(site.port, "GET", "/t/bcdfg").text
