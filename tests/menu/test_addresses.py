from hypothesis import given
from hypothesis import strategies as st

from ivr.menu.addresses import addresses, bare


def written(words: str) -> list[str]:
    return [address.written for address in addresses(words)]


def test_addresses_are_found_without_the_signs_that_end_a_sentence() -> None:
    words = "See www.kent.gov.uk/send. Or (https://www.iask.org.uk/), or WWW.gov.uk/a-b?c=d#e!"
    assert written(words) == ["www.kent.gov.uk/send", "https://www.iask.org.uk/", "WWW.gov.uk/a-b?c=d#e"]
    assert [address.host for address in addresses(words)] == ["www.kent.gov.uk", "www.iask.org.uk", "www.gov.uk"]


def test_mail_chapters_and_the_ends_of_sentences_are_no_addresses() -> None:
    assert written("Email iask@kent.gov.uk. SEND Code 11.2 and 11.67-11.111. Then wait") == []


def test_an_address_is_compared_without_its_scheme_the_slash_at_its_end_and_the_size_of_its_letters_in_the_site() -> None:
    assert {bare(one) for one in ("https://www.Kent.gov.uk/", "HTTP://www.kent.gov.uk", "www.kent.gov.uk")} == {"www.kent.gov.uk"}
    assert bare("www.kent.gov.uk/Send") != bare("www.kent.gov.uk/send")


@given(st.text(alphabet=st.sampled_from("aA.-/:@ ,;)!?w9"), max_size=60))
def test_an_address_stands_in_the_words_where_it_says_it_does(words: str) -> None:
    for address in addresses(words):
        assert words[address.start : address.end] == address.written
