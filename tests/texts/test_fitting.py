from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ivr.menu.model import Helpline, Link
from ivr.menu.short import code
from ivr.texts.fitting import fitted
from ivr.texts.words import measure
from tests.small import helpline

OURS = "helpline.example/t"
LONG, LONGER = "www.kent.gov.uk/" + "a" * 60, "www.kent.gov.uk/" + "b" * 70


def linked(*addresses: str) -> Helpline:
    links = {
        f"page_{n}": Link(id=f"page_{n}", to=f"https://{address}", owner="us", checked=date(2026, 11, 23))
        for n, address in enumerate(addresses)
    }
    return helpline(links=links, short_links=OURS)


def test_a_text_of_one_message_keeps_the_addresses_that_callers_can_read() -> None:
    words = f"IASK: see {LONG}"
    assert fitted(linked(LONG), words) == words


def test_a_link_that_makes_a_text_too_long_gives_way_to_one_of_our_own_and_the_sentence_goes_on() -> None:
    words = f"IASK: {'a' * 80} see {LONG}. Call us."
    assert measure(words).segments == 2
    assert fitted(linked(LONG), words) == f"IASK: {'a' * 80} see {OURS}/{code('page_0')}. Call us."


def test_the_longest_link_goes_first_and_no_more_than_need_be() -> None:
    words = f"IASK: {LONG} or {LONGER}"
    assert fitted(linked(LONG, LONGER), words) == f"IASK: {LONG} or {OURS}/{code('page_1')}"
    both = f"IASK: {'a' * 70} {LONG} or {LONGER}"
    assert fitted(linked(LONG, LONGER), both) == f"IASK: {'a' * 70} {OURS}/{code('page_0')} or {OURS}/{code('page_1')}"


def test_a_link_that_is_written_twice_is_replaced_twice() -> None:
    words = f"IASK: {LONG} {LONG} {'a' * 60}"
    assert fitted(linked(LONG), words).count(code("page_0")) == 2


def test_where_short_links_save_no_message_the_addresses_stay() -> None:
    words = f"IASK: {'a' * 150} {LONG}"
    assert fitted(linked(LONG), words) == words


def test_a_link_shorter_than_ours_and_one_that_is_not_listed_stay() -> None:
    words = f"IASK: {'a' * 150} www.gov.uk {LONG}"
    assert fitted(linked("www.gov.uk"), words) == words


def test_where_no_address_of_ours_is_known_a_text_stays_as_it_is() -> None:
    words = f"IASK: {'a' * 80} see {LONG}"
    assert fitted(replace(linked(LONG), short_links=""), words) == words


@given(st.lists(st.sampled_from([LONG, LONGER, "www.gov.uk", "www.kent.gov.uk/unlisted", "a" * 30, "\u0175"]), max_size=8))
def test_a_text_never_takes_more_messages_for_being_fitted(parts: list[str]) -> None:
    words = " ".join(parts)
    whole = linked(LONG, LONGER, "www.gov.uk")
    body = fitted(whole, words)
    assert measure(body).segments <= measure(words).segments
    assert fitted(whole, body) == body or measure(body).segments > 1
