"""A door on this machine and nowhere else."""

import socket
from collections.abc import Callable

import pytest

from ivr.booth.door import opened
from ivr.errors import OperatorError
from tests.web.line import fetch


def hello(environ: dict[str, object], start_response: Callable[..., object]) -> list[bytes]:
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(environ["PATH_INFO"]).encode()]


def test_it_answers_on_this_machine_while_it_is_open_and_not_after() -> None:
    with opened(hello) as door:
        port = int(door.url.rpartition(":")[2])
        assert fetch(port, "GET", "/there").body == b"/there"
        door.application = lambda *_: [b""]
    with pytest.raises(OSError, match="refused"):
        fetch(port, "GET", "/there")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "helpline.example", "", "::ffff:192.0.2.1", "127.0.0.1.example"])
def test_no_other_address_is_listened_on(host: str) -> None:
    with pytest.raises(OperatorError, match="not this machine's own address"), opened(hello, host=host):
        pass


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.0.0.2"])
def test_every_name_of_this_machine_will_do(host: str) -> None:
    with opened(hello, host=host) as door:
        assert door.url.startswith(("http://127.0.0.", "http://[::1]"))


def test_a_port_that_is_taken_is_told_with_the_mend(capfd: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(OperatorError, match="is not free"), opened(hello, taken.getsockname()[1]):
            pass
    assert capfd.readouterr().err == ""
