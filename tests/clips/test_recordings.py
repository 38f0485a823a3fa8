"""The recordings that are kept are fit to be heard: measured from their files, one by one."""

import json

from ivr.clips import heard, hearing
from ivr.clips.catalogue import Catalogue
from ivr.clips.heard import word_error_rate
from ivr.clips.judging import judge
from ivr.clips.sound import Samples
from ivr.clips.state import State
from ivr.menu.load import load
from ivr.menu.repertoire import repertoire
from tests.house.source import ROOT

READINGS = repertoire(load(ROOT / "menus"))


def test_every_recording_is_fit_for_the_telephone_and_says_today_s_words_or_is_told_to_be_made_again() -> None:
    judged = list(judge(ROOT / "audio", READINGS))
    assert len(judged) > 400
    assert sum(one.state is State.CURRENT for one in judged) > len(judged) * 0.9  # whoever edits a page may record it later
    assert not [str(verdict) for one in judged if one.state is State.CURRENT for verdict in one.verdicts]  # nor a warning of its pace


def test_a_machine_has_listened_to_every_recording_and_heard_of_each_its_number_address_and_key_exactly() -> None:
    assert not list(hearing.faults(ROOT / "audio", READINGS))
    assert word_error_rate(heard.read(ROOT / "audio").values()) <= heard.MOST_WER


def test_in_few_sentences_is_a_digit_lost_beside_one_that_was_heard_right() -> None:
    """In 7 of 448 that are played in one go; fewer is better."""
    assert len(list(hearing.remarks(ROOT / "audio", READINGS))) <= 7


def test_the_report_of_what_was_heard_says_of_its_own_words_what_comparing_them_again_says() -> None:
    def nobody(_samples: Samples, _rate: int) -> str:
        raise AssertionError("there is a recording that nobody has listened to")

    report = heard.read(ROOT / "audio")
    assert dict(hearing.hear(Catalogue.load(ROOT / "audio"), READINGS, report, nobody)) == report
    assert json.loads((ROOT / "audio" / heard.REPORT).read_text("utf-8"))["word_error_rate"] == round(word_error_rate(report.values()), 4)
