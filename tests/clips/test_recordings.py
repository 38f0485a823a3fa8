"""The recordings that are kept are fit to be heard: measured from their files, one by one."""

from ivr.clips.judging import judge
from ivr.clips.state import State
from ivr.menu.load import load
from ivr.menu.repertoire import repertoire
from tests.house.source import ROOT


def test_every_recording_is_fit_for_the_telephone_and_says_today_s_words_or_is_told_to_be_made_again() -> None:
    judged = list(judge(ROOT / "audio", repertoire(load(ROOT / "menus"))))
    assert len(judged) > 400
    assert sum(one.state is State.CURRENT for one in judged) > len(judged) * 0.9  # whoever edits a page may record it later
    assert not [str(verdict) for one in judged if one.state is State.CURRENT for verdict in one.verdicts if verdict.is_error]
