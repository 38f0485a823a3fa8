from dataclasses import replace

import pytest

from ivr.checks.rules.misread import check
from ivr.menu.aloud import Pronunciation
from tests.checks.judging import found
from tests.small import helpline, with_page, with_text


@pytest.mark.parametrize(
    "words",
    [
        "Call 03000 41 3000.",
        "Call 0300041 3000.",
        "Call 116 123.",
        "Call 999 at once.",
        "Call 111, option 2.",
        "Dial 18001 first.",
        "In 2015 it changed.",
        "See chapter 11.67 of it.",
        "We open at 9:30 today.",
        "Write to iask@kent.gov.uk for it.",
        "Go to www.iask.org.uk today.",
        "Go to GOV.UK for more.",
        "Ask the NHS about it.",
        "Ask two SENCOs about it.",
        "It costs £50 a day.",
        "Parents & carers can come.",
        "Ask the head/teacher about it.",
    ],
)
def test_what_a_voice_misreads_is_an_error_once(words: str) -> None:
    (finding,) = found(check, with_page(helpline(), "complaint", words))
    assert "which a voice misreads" in finding.problem
    assert finding.mend


@pytest.mark.parametrize(
    "words",
    [
        "Call 03000, 41, 3000.",
        "Call 0800, 11, 11, or dial 9 9 9.",
        "Call 1 1 6, 1 2 3.",
        "You have 30 days, or 3 working days, from 9am on the 4th of May.",
        "See 11 point 67 to 11 point 111.",
        "Write to I A S K, at kent, dot gov, dot U K.",
        "I can help. A plan is made. Go to Section I of it.",
    ],
)
def test_what_is_written_as_it_is_said_passes(words: str) -> None:
    assert found(check, with_page(helpline(), "complaint", words)) == []


def test_initials_that_are_listed_pass() -> None:
    known = {word: Pronunciation(word, ipa=ipa) for word, ipa in (("NHS", ""), ("SENCO", "ˈsɛnkəʊ"))}
    listed = replace(helpline(), speech=known)
    assert found(check, with_page(listed, "complaint", "Ask the NHS, or the SENCO.")) == []
    assert len(found(check, with_page(listed, "complaint", "Ask the LSA."))) == 1


def test_texts_are_read_and_may_hold_them() -> None:
    assert found(check, with_text(helpline(), "complaint_tips", "IASK: call 03000 41 3000 or www.kent.gov.uk/send")) == []
