"""What a watcher is told."""

import json

from tests.web.conftest import Site
from tests.web.line import fetch


def test_a_process_that_is_up_says_so(site: Site) -> None:
    answer = fetch(site.port, "GET", "/healthz")
    assert (answer.status, answer.text) == (200, "up\n")


def test_a_helpline_that_could_take_a_call_is_ready(site: Site) -> None:
    answer = fetch(site.port, "GET", "/readyz")
    assert (answer.status, json.loads(answer.text)) == (200, {"ready": True, "reasons": [], "menus": "000000000000"})


def test_without_its_database_it_is_not_ready_and_says_why_without_saying_where(site: Site) -> None:
    site.store.close()
    for file in site.folder.glob("helpline.db*"):
        file.unlink()
    site.file.mkdir()
    answer = fetch(site.port, "GET", "/readyz")
    assert answer.status == 503
    assert json.loads(answer.text)["reasons"] == ["The database does not take what callers leave."]
    assert "helpline.db" not in answer.text
    assert fetch(site.port, "GET", "/healthz").status == 200


def test_every_answer_is_sent_as_what_it_is_and_kept_by_nobody(site: Site) -> None:
    for raw in ("/healthz", "/readyz", "/nowhere"):
        headers = fetch(site.port, "GET", raw).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in headers
