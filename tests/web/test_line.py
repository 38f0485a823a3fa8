"""The line itself: it asks for each URL as the document says, or it would hear what no caller can."""

from xml.etree import ElementTree as ET

import pytest

from tests.web.conftest import Site

WAITING = "https://helpline.test/voice/waiting?doing=queueing"
DOCUMENTS = [
    f"<Redirect{{}}>{WAITING}</Redirect>",
    f'<Enqueue waitUrl="{WAITING}"{{}}>advisers</Enqueue>',
]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_url_is_asked_for_by_post_unless_the_document_says_get(site: Site, document: str) -> None:
    """Contract 3.20, 3.28; our doors take no GET."""
    method = "waitUrlMethod" if "waitUrl" in document else "method"
    for said in ("", f' {method}="POST"'):
        line = site.line()
        line._follow([ET.fromstring(document.format(said))])
        assert not line.over
    with pytest.raises(AssertionError, match="Method Not Allowed"):
        site.line()._follow([ET.fromstring(document.format(f' {method}="GET"'))])


def test_what_a_gather_hears_is_told_by_the_method_it_names(site: Site) -> None:
    line = site.line().ring()
    line._pending("Gather").set("method", "GET")
    with pytest.raises(AssertionError, match="Method Not Allowed"):
        line.press("1")
