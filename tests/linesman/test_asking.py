"""What can go wrong on the way to a page, over real sockets on loopback: each is told for what it is, and nobody inside is asked."""

import base64
import errno
import socket
import ssl
from collections.abc import Callable
from contextlib import closing
from threading import Thread

import pytest

from ivr.linesman.outcome import Dead, Death, Doubt, Fine, Hop, Moved, Unsure
from tests.linesman.site import Site, Visit, hangs, hangs_up, leads, opened, says
from tests.linesman.walking import follow


def here(_name: str, _port: int) -> list[str]:
    return ["127.0.0.1"]


def lost(number: int) -> Callable[[str, int], list[str]]:
    def look_up(_name: str, _port: int) -> list[str]:
        raise socket.gaierror(number, "made up")

    return look_up


def unused() -> int:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def greets(mail: socket.socket) -> None:
    for _ in ("HEAD", "GET"):
        visitor, _address = mail.accept()
        with visitor:
            visitor.recv(1000)
            visitor.sendall(b"220 mail.example ready\r\n")


def test_a_site_that_keeps_silent_is_not_waited_for(site: Site) -> None:
    site.pages["/a"] = hangs
    assert follow(f"{site.url}/a", read_s=0.2) == Unsure(Doubt.SLOW)


def test_a_site_that_hangs_up_leaves_us_unsure(site: Site) -> None:
    site.pages["/a"] = hangs_up
    assert follow(f"{site.url}/a") == Unsure(Doubt.DROPPED)


def test_a_site_that_takes_no_connection_leaves_us_unsure() -> None:
    assert follow(f"http://127.0.0.1:{unused()}/a") == Unsure(Doubt.REFUSED)


def test_what_answers_and_is_no_web_server_leaves_us_unsure() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mail:
        Thread(target=greets, args=(mail,), daemon=True).start()
        assert follow(f"http://127.0.0.1:{mail.getsockname()[1]}/") == Unsure(Doubt.DROPPED)


def test_no_more_of_a_page_is_taken_than_comes_with_its_headers(site: Site) -> None:
    poured: list[int] = []

    def pours(visit: Visit) -> None:
        visit.send_response(200)
        visit.end_headers()
        for _ in range(200):
            visit.wfile.write(bytes(1_000_000))
            poured.append(1_000_000)

    site.pages.update({"HEAD /a": says(405), "GET /a": pours})
    assert follow(f"{site.url}/a") == Fine()
    assert sum(poured) < 20_000_000


def test_a_name_that_does_not_exist_is_dead_and_one_that_cannot_be_looked_up_is_not() -> None:
    assert follow("https://www.kent.example/a", look_up=lost(socket.EAI_NONAME)) == Dead(Death.NO_SUCH_NAME)
    assert follow("https://www.kent.example/a", look_up=lost(socket.EAI_AGAIN)) == Unsure(Doubt.NAME_LOST)


def test_a_name_that_nobody_can_have_is_never_fine() -> None:
    """Names in `.invalid` never exist (RFC 6761, 6.4); a machine without a network cannot tell."""
    assert follow("https://helpline.invalid/") in (Dead(Death.NO_SUCH_NAME), Unsure(Doubt.NAME_LOST))


def test_the_next_address_of_a_name_is_tried_where_the_first_takes_no_connection(site: Site) -> None:
    site.pages["/a"] = says(200)
    port = site.url.rpartition(":")[2]
    assert follow(f"http://www.kent.example:{port}/a", look_up=lambda *_: ["::1", "127.0.0.1"], connect_s=1) == Fine()
    assert site.headers[0]["Host"] == f"www.kent.example:{port}"


def test_a_certificate_that_is_right_is_fine(secure: Site) -> None:
    secure.pages["/a"] = says(200)
    assert follow(f"{secure.url}/a") == Fine()


@pytest.mark.parametrize(("certificate", "why"), [("expired.pem", Death.EXPIRED), ("self-signed.pem", Death.SELF_SIGNED)])
def test_a_certificate_that_a_browser_would_warn_of_is_dead(certificate: str, why: Death) -> None:
    with opened(certificate) as site:
        site.pages["/a"] = says(200)
        assert follow(f"{site.url}/a") == Dead(why)
        assert site.asked == []


def test_a_certificate_for_another_name_is_dead(secure: Site) -> None:
    port = secure.url.rpartition(":")[2]
    assert follow(f"https://www.other.example:{port}/a", look_up=here) == Dead(Death.OF_ANOTHER)
    assert secure.asked == []


def test_a_certificate_signed_by_whom_we_do_not_know_leaves_us_unsure_for_it_may_be_this_network(secure: Site) -> None:
    assert follow(f"{secure.url}/a", trusted=ssl.create_default_context()) == Unsure(Doubt.UNTRUSTED)
    assert secure.asked == []


def test_a_site_that_speaks_no_tls_leaves_us_unsure(site: Site) -> None:
    assert follow(site.url.replace("http:", "https:") + "/a") == Unsure(Doubt.NO_TLS)


def test_a_redirect_from_https_to_plain_http_is_followed_and_kept(site: Site, secure: Site) -> None:
    site.pages["/b"] = says(200)
    secure.pages["/a"] = leads(f"{site.url}/b")
    assert follow(f"{secure.url}/a") == Moved((Hop(301, f"{site.url}/b"),))


@pytest.mark.parametrize("name", ["127.0.0.2", "10.0.0.1", "192.168.1.1", "169.254.169.254", "[::1]", "intranet.example"])
def test_a_redirect_to_an_address_inside_a_network_is_not_asked(site: Site, name: str) -> None:
    """As if this site, and no other, were out on the internet."""
    numbers = {"intranet.example": "10.0.0.1"}
    site.pages["/a"] = leads(f"http://{name}/secret")
    outcome = follow(
        f"{site.url}/a",
        inside=lambda number: number != "127.0.0.1",
        look_up=lambda name, _: [numbers.get(name, name)],
        connect_s=0.1,
    )
    assert outcome == Unsure(Doubt.INSIDE, 0, (Hop(301, f"http://{name}/secret"),))


def test_a_name_with_one_address_outside_and_one_inside_is_not_asked(site: Site) -> None:
    port = site.url.rpartition(":")[2]
    site.pages.update({"/a": leads(f"http://both.example:{port}/b"), "/b": says(200)})
    numbers = {"127.0.0.1": ["127.0.0.1"], "both.example": ["127.0.0.1", "10.0.0.1"]}
    outcome = follow(f"{site.url}/a", inside=lambda number: number != "127.0.0.1", look_up=lambda name, _: numbers[name])
    assert isinstance(outcome, Unsure)
    assert outcome.why is Doubt.INSIDE
    assert "HEAD /b" not in site.asked


def test_where_there_is_a_proxy_it_looks_names_up_and_its_password_goes_to_nobody_else(site: Site) -> None:
    """A proxy is asked for whole addresses; this one answers them itself."""
    proxy = site.url.replace("http://", "http://kent:a%40secret@")
    site.pages["http://www.kent.example/a"] = says(200)
    assert follow("http://www.kent.example/a", proxy=lambda _: proxy, look_up=lost(errno.EINVAL)) == Fine()
    assert site.asked == ["HEAD http://www.kent.example/a"]
    assert "Authorization" not in site.headers[0]
    assert base64.b64decode(site.headers[0]["Proxy-Authorization"].removeprefix("Basic ")) == b"kent:a@secret"
    assert site.headers[0]["Host"] == "www.kent.example"


def test_the_password_of_a_proxy_is_not_passed_on_to_a_site_on_https(site: Site) -> None:
    proxy = site.url.replace("http://", "http://kent:secret@")
    site.pages["/a"] = says(200)
    assert follow("https://www.kent.example/a", proxy=lambda _: proxy) == Fine()
    assert site.asked == ["CONNECT www.kent.example:443", "HEAD /a"]
    assert "Proxy-Authorization" not in site.headers[0]


def test_a_proxy_is_not_asked_for_what_is_inside_either(site: Site) -> None:
    site.pages["http://www.kent.example/a"] = leads("http://intranet/secret")
    outcome = follow("http://www.kent.example/a", proxy=lambda _: site.url)
    assert isinstance(outcome, Unsure)
    assert outcome.why is Doubt.INSIDE
    assert site.asked == ["HEAD http://www.kent.example/a"]


def test_a_proxy_that_does_not_answer_is_told_as_such() -> None:
    for proxy in (f"http://127.0.0.1:{unused()}", "socks5://127.0.0.1:9"):  # the other kind is one that we do not speak
        assert follow("https://www.kent.example/a", proxy=lambda _, proxy=proxy: proxy) == Unsure(Doubt.PROXY)
