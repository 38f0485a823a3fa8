"""Addresses as sites give them, and whether they lead inside a network."""

import pytest

from ivr.linesman.address import absolute, is_front_page, is_inside, is_inside_by_name, same_site

BASE = "https://www.kent.example/send/page?a=b#there"


@pytest.mark.parametrize(
    ("given", "whole"),
    [
        ("other", "https://www.kent.example/send/other#there"),
        ("/other#here", "https://www.kent.example/other#here"),
        ("//www.gov.example/a", "https://www.gov.example/a#there"),
        ("http://WWW.Gov.Example:8080/A%20b?c=d e", "http://www.gov.example:8080/A%20b?c=d%20e#there"),
        ("https://m\u00c3\u00bcnchen.example/", "https://xn--mnchen-3ya.example/#there"),
        ("https://m\u00fcnchen.example/", "https://xn--mnchen-3ya.example/#there"),
        ("https://[2001:db8::1]/", "https://[2001:db8::1]/#there"),
        ("http://", None),
        ("https://a:99999/", None),
        ("https://a:0/", None),
        ("https://a b/", None),
        ("https://[::1", None),
        (f"https://{'a' * 64}.example/", None),
        ("https://user:word@www.gov.example/", None),
        ("ftp://www.gov.example/", None),
        ("data:text/html,a", None),
        ("  ", None),
    ],
)
def test_an_address_is_made_whole_or_is_none(given: str, whole: str | None) -> None:
    assert absolute(BASE, given) == whole


@pytest.mark.parametrize("address", ["https://a.example", "https://a.example/", "https://a.example/index.html", "https://a.example/Home"])
def test_the_page_a_site_begins_with_is_its_front_page(address: str) -> None:
    assert is_front_page(address)


@pytest.mark.parametrize("address", ["https://a.example/send", "https://a.example/?page=3", "https://a.example/home/send"])
def test_any_other_page_is_not(address: str) -> None:
    assert not is_front_page(address)


def test_a_site_is_the_same_with_and_without_www() -> None:
    assert same_site("www.Kent.example", "kent.example")
    assert not same_site("www.kent.example", "www.kent.example.com")


@pytest.mark.parametrize("number", ["127.0.0.1", "10.1.2.3", "172.16.0.1", "100.64.0.1", "169.254.1.1", "0.0.0.0", "224.0.0.1", "::1"])
def test_an_address_that_the_internet_does_not_reach_is_inside(number: str) -> None:
    assert is_inside(number)


@pytest.mark.parametrize("number", ["fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "::"])
def test_so_are_those_of_the_new_internet(number: str) -> None:
    assert is_inside(number)


@pytest.mark.parametrize("number", ["151.101.1.1", "2a04:4e42::1", "::ffff:151.101.1.1"])
def test_one_that_it_does_reach_is_not(number: str) -> None:
    assert not is_inside(number)


def test_a_name_shows_that_it_is_inside_by_having_no_dot_or_an_ending_of_networks() -> None:
    assert all(map(is_inside_by_name, ["localhost", "intranet", "printer.local", "wiki.internal.", "127.0.0.1"]))
    assert not any(map(is_inside_by_name, ["www.kent.example", "151.101.1.1"]))
