"""The grammar itself: what it takes and what it must not."""

import pytest

from tests.phone.grammar import faults

GOOD = (
    '<Response><Gather input="dtmf" action="https://a.test/k?step=1" method="POST" timeout="8" finishOnKey="" numDigits="1">'
    '<Say voice="Polly.Amy-Neural" language="en-GB">Hello</Say></Gather><Redirect method="POST">https://a.test/s</Redirect></Response>'
)


def test_a_document_that_listens_and_leads_on_is_good() -> None:
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("good", "bad", "why"),
    [
        ("numDigits", "numdigits", "Gather has no attribute numdigits"),
        ("<Say ", "<Dial>1</Dial><Say ", "Dial cannot stand in Gather"),
        ("<Redirect", "<Shout/><Redirect", "Shout cannot stand in Response"),
        ('<Redirect method="POST">https://a.test/s</Redirect>', "", "the document ends, and the call with it (contract 1.20)"),
        (">Hello<", "> <", "Say says ''"),
        (">Hello<", f">{'long ' * 300}<", "Say is too long"),
        ('method="POST" timeout', 'method="GET" timeout', "Gather has method=GET"),
        ('<Redirect method="POST"', "<Redirect", "Redirect has method=None"),
        ("https://a.test/k?step=1", "/k?step=1", "Gather has the URL /k?step=1"),
        ("k?step=1", "k?step=%20", "Gather has the URL https://a.test/k?step=%20"),
        ('finishOnKey="" ', "", "Gather loses the hash (contract 3.11)"),
        ('timeout="8" ', "", "Gather leaves to chance what it hears (contract 3.9)"),
        ('language="en-GB"', 'language="en-US"', "Say without an English voice (contract 3.1)"),
    ],
)
def test_each_fault_is_named(good: str, bad: str, why: str) -> None:
    assert good in GOOD
    assert why in faults(GOOD.replace(good, bad))


@pytest.mark.parametrize(
    ("verb", "method"),
    [
        ('<Enqueue action="https://a.test/l" method="POST" waitUrl="https://a.test/w" {}>q</Enqueue>', "waitUrlMethod"),
        (
            '<Record action="https://a.test/r" method="POST" recordingStatusCallback="https://a.test/c" {}/>',
            "recordingStatusCallbackMethod",
        ),
    ],
)
def test_every_url_is_asked_for_as_our_doors_take_it(verb: str, method: str) -> None:
    tag = verb[1:].partition(" ")[0]
    for said, found in ((f'{method}="POST"', []), (f'{method}="GET"', [f"{tag} has {method}=GET"]), ("", [f"{tag} has {method}=None"])):
        assert faults(f"<Response>{verb.format(said)}</Response>") == found


def test_what_is_good_elsewhere_can_be_too_quick_for_a_queue() -> None:
    assert faults(GOOD, waiting=True) == ["the lap is too short (contract 3.31)"]


def test_a_queue_takes_no_recording() -> None:
    record = '<Response><Record action="https://a.test/r" method="POST"/></Response>'
    assert faults(record) == []
    assert faults(record, waiting=True) == ["Record is not allowed in a queue (contract 3.29)"]
