import os
from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.errors import AuthorError, Fault, Where
from ivr.menu.lines import SLOTS
from ivr.menu.load import load
from ivr.menu.model import Guidance, Helpline, Menu, SignOff
from ivr.menu.service import Queue, Span, Texting, Timing

HELPLINE = """\
name: A helpline for tests
start: main
voice: Polly.Amy-Neural
numbers: {helpline: "03000 41 3000", adviser: "07700 900900"}
hours:
  Monday: 9:00 to 17:00
  Tuesday: [9:00 to 12:00, 14:00 to 17:00]
  Saturday: closed
  lunch: none
  bank_holidays: closed
  bank_holidays_checked: 2026-11-23
  closures:
    - {from: 2026-12-24, to: 2026-12-31, say: Closed for Christmas.}
  emergency: {closed: no, say: We cannot answer now.}
queue: {name: advisers, longest_wait_minutes: 20, news_every_seconds: 60, lap_seconds: 25}
timing: {menu_seconds: 8, page_seconds: 10, digit_seconds: 5, message_seconds: 90, message_silence_seconds: 10}
texting: {answerable: no, islands: no, discreet: no, most_to_a_number_in_a_day: 4, most_in_an_hour: 50, forget_after_days: 7}
text_hosts: [www.kent.gov.uk]
"""
TOPIC = """\
main:
  title: Main menu
  choices:
    1: {for: the first
      steps, go: first_steps}
    2: {say: To complain, go: complaint}
  facts: [F03]
  waive: {L01: only two}
first_steps:
  title: First steps
  pages:
    - say: >-
        Talk to the
        teacher.
      facts: [F06, F07]
      from: leaflet, opening page
      reviewed: 2026-11-23
      review_by: 2027-05-22
    - say: And more.
      from: the law
      reviewed: 2026-11-23
      review_by: 2027-05-22
      beyond_leaflet: yes
  texts: [steps_tips, steps_links]
complaint:
  title: Complain
  pages:
    - say: Call 9 9 9.
      from: the law
      reviewed: 2026-11-23
      review_by: 2027-05-22
      beyond_leaflet: yes
      safety: yes
      confirm: Is this so?
    - say: Five tips.
      from: the law
      reviewed: 2026-11-23
      review_by: 2027-05-22
      beyond_leaflet: yes
      signed_off: {by: A Name, on: 2026-12-01}
  text: steps_tips
"""
TEXTS = """\
auto_reply:
  say: Nobody reads this.
  from: leaflet
  reviewed: 2026-11-23
  review_by: 2027-05-22
steps_tips:
  say: "Talk to the teacher: www.kent.gov.uk"
  facts: [F06]
  from: leaflet
  reviewed: 2026-11-23
  review_by: 2027-05-22
steps_links:
  say: More
  from: the law
  reviewed: 2026-11-23
  review_by: 2027-05-22
  beyond_leaflet: yes
discreet:
  say: "Here is your page: {link}"
  from: us
  reviewed: 2026-11-23
  review_by: 2027-05-23
"""
SYSTEM = "".join(f"{id}: {' '.join(['Words', *(f'{{{slot}}}' for slot in slots)])}.\n" for id, slots in SLOTS.items())

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """The small helpline above as a folder, with some words of it replaced."""

    def write(*changes: tuple[str, str], **more: str) -> Path:
        files = {"helpline": HELPLINE, "system": SYSTEM, "texts": TEXTS, "topic": TOPIC, **more}
        for name, text in files.items():
            for old, new in changes:
                text = text.replace(old, new)  # noqa: PLW2901 - each change works on what the last one left
            (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
        return tmp_path

    return write


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(AuthorError) as caught:
        load(folder)
    return [str(fault).replace(f"{folder}{os.sep}", "") for fault in caught.value.faults]


def test_a_folder_becomes_a_whole_helpline(write: Write) -> None:
    folder = write()
    helpline = load(folder)
    assert (helpline.name, helpline.start, helpline.voice) == ("A helpline for tests", "main", "Polly.Amy-Neural")
    assert (helpline.numbers.helpline, helpline.numbers.adviser) == ("+443000413000", "+447700900900")
    assert helpline.queue == Queue(name="advisers", longest_wait_s=1200, news_every_s=60, lap_s=25)
    assert helpline.timing == Timing(menu_s=8, page_s=10, digit_s=5, message_s=90, message_silence_s=10)
    rules = Texting(answerable=False, islands=False, discreet=False, most_to_a_number_in_a_day=4, most_in_an_hour=50, forget_after_days=7)
    assert helpline.texting == rules
    assert helpline.text_hosts == ("www.kent.gov.uk",)
    assert set(helpline.nodes) == {"main", "first_steps", "complaint"}
    assert set(helpline.lines) == set(SLOTS)
    assert helpline.texts["steps_tips"].body == "Talk to the teacher: www.kent.gov.uk"


def test_a_menu_knows_its_keys_its_words_and_where_they_are_written(write: Write) -> None:
    folder = write()
    main = load(folder).nodes["main"]
    assert isinstance(main, Menu)
    assert [(choice.key, choice.lead, choice.go) for choice in main.choices] == [
        ("1", "For the first steps", "first_steps"),
        ("2", "To complain", "complaint"),
    ]
    assert (main.facts, main.provenance.waive) == (("F03",), {"L01": "only two"})
    assert main.where == Where(str(folder / "topic.yaml"), 1, 1)
    assert main.choices[1].where == Where(str(folder / "topic.yaml"), 6, 5)


def test_guidance_keeps_its_drafts_until_only_what_is_spoken_is_asked_for(write: Write) -> None:
    helpline = load(write())
    steps, spoken = helpline.nodes["first_steps"], helpline.spoken().nodes["first_steps"]
    assert isinstance(steps, Guidance)
    assert isinstance(spoken, Guidance)
    assert [(page.number, page.say) for page in steps.pages] == [(1, "Talk to the teacher."), (2, "And more.")]
    assert ([page.number for page in spoken.pages], spoken.texts) == ([1], ("steps_tips",))
    first = steps.pages[0].provenance
    assert (first.source, first.reviewed, first.review_by) == ("leaflet, opening page", date(2026, 11, 23), date(2027, 5, 22))


def test_what_protects_life_or_was_signed_off_is_no_draft(write: Write) -> None:
    complaint = load(write()).nodes["complaint"]
    assert isinstance(complaint, Guidance)
    urgent, agreed = (page.provenance for page in complaint.pages)
    assert (urgent.safety, urgent.confirm, urgent.draft) == (True, "Is this so?", False)
    assert (agreed.signed_off, agreed.draft) == (SignOff("A Name", date(2026, 12, 1)), False)


def test_words_that_protect_life_need_no_open_question_once_they_are_signed_off(write: Write) -> None:
    complaint = load(write(("confirm: Is this so?", "signed_off: {by: A Name, on: 2026-12-01}"))).nodes["complaint"]
    assert isinstance(complaint, Guidance)
    assert complaint.pages[0].provenance.confirm is None


def test_a_line_that_works_on_bank_holidays_need_not_compare_them(write: Write) -> None:
    hours = load(write(("  bank_holidays: closed\n  bank_holidays_checked: 2026-11-23\n", "  bank_holidays: open\n"))).hours
    assert (hours.bank_holidays, hours.bank_holidays_checked) == (False, None)


def test_hours_are_kept_by_weekday(write: Write) -> None:
    hours = load(write(("lunch: none", "lunch: 10:30 to 11:00"))).hours
    assert hours.week == {
        0: (Span(time(9), time(17)),),
        1: (Span(time(9), time(12)), Span(time(14), time(17))),
    }
    assert hours.lunch == Span(time(10, 30), time(11))
    assert hours.bank_holidays
    assert hours.bank_holidays_checked == date(2026, 11, 23)
    assert not hours.emergency.closed
    assert [(closure.first, closure.last, closure.say) for closure in hours.closures] == [
        (date(2026, 12, 24), date(2026, 12, 31), "Closed for Christmas."),
    ]


def test_a_line_may_say_more_about_itself(write: Write) -> None:
    long = "promise:\n  say: We are\n    free.\n  interrupt: no\n  facts: [F01]\n  reviewed: 2026-11-23\n  beyond_leaflet: yes\n"
    line = load(write(("promise: Words.\n", long))).lines["promise"]
    assert (line.say, line.interrupt, line.facts, line.provenance.draft) == ("We are free.", False, ("F01",), True)


def test_the_revision_changes_with_any_word_and_with_nothing_else(write: Write) -> None:
    folder = write()
    before = load(folder).revision
    (folder / "notes.txt").write_text("not a menu")
    assert load(folder).revision == before
    (folder / "topic.yaml").write_text(TOPIC + "# one more remark\n")
    assert load(folder).revision != before


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("go: complaint", "go: complant", "topic.yaml:6:31: No menu or guidance is called `complant`. Did you mean `complaint`?"),
        ("go: complaint", "to: complaint", "topic.yaml:6:5: `2` has no `go`. Write `go:` with a name"),
        ("say: To complain, ", "", "topic.yaml:6:5: A choice has neither `for` nor `say`."),
        ("say: To complain", "for: x, say: To", "topic.yaml:6:22: A choice has both `for` and `say`."),
        ("say: To complain", "say: To complain.", "topic.yaml:6:14: `say` is `To complain.`. Write words that end with a letter"),
        ("for: the first", "for: For the first", "`for` is `For the first steps`. Write what follows"),
        ("    2: {", "    8: {", "topic.yaml:6:5: The key 8 means a text everywhere. Write a key from 1 to 7."),
        ("    2: {", "    0: {", "The key 0 means a person everywhere."),
        ("    2: {", "    9: {", "The key 9 means hearing it again everywhere."),
        ("    2: {", "    '*': {", "The key * means going back everywhere."),
        ("    2: {", "    12: {", "`12` is not a key that can be a choice."),
        ("    2: {", "    1: {", "topic.yaml:6:5: `1` is written twice; the first is on line 4."),
        ("  title: Main menu\n", "", "topic.yaml:1:1: `main` has no `title`."),
        ("  title: Main menu", "  titel: Main menu", "topic.yaml:2:3: `titel` is not a key that is known here. Did you mean `title`?"),
        ("first_steps:\n", "First-Steps:\n", "topic.yaml:9:1: This id is `First-Steps`. Write a name of"),
        ("complaint:\n  title", "welcome:\n  title", "topic.yaml:25:1: `welcome` is a name of the helpline's own."),
        ("complaint:\n  title", "first_steps:\n  title", "topic.yaml:25:1: `first_steps` is written twice"),
        ("facts: [F06, F07]", "facts: [F06, 07]", "topic.yaml:15:20: An item of `facts` is `07`. Write the number of a fact"),
        ("texts: [steps_tips, steps_links]", "texts: [steps_tip]", "No text is called `steps_tip`. Did you mean `steps_tips`?"),
        ("texts: [steps_tips, steps_links]", "texts: [steps_tips, steps_tips]", "`steps_tips` is named twice."),
        ("  text: steps_tips", "  text: steps_tips\n  texts: [steps_links]", "Both `text` and `texts` are written."),
        ("      from: leaflet, opening page\n", "", "topic.yaml:12:7: An item of `pages` has no `from`."),
        ("      reviewed: 2026-11-23\n      review_by: 2027-05-22\n    - say: And", "    - say: And", "has no `reviewed`"),
        ("      review_by: 2027-05-22\n    - say: And", "      review_by: 2026-05-22\n    - say: And", "The next review comes before"),
        ("      confirm: Is this so?\n", "", "topic.yaml:33:15: These words are spoken before anyone signed them off."),
        ("      beyond_leaflet: yes\n      signed_off", "      beyond_leaflet: true\n      signed_off", "is `true`. Write `yes` or `no`."),
        ("{by: A Name, on: 2026-12-01}", "{by: A Name}", "`signed_off` has no `on`."),
        ("say: And more.", "say: And {more}.", "`say` is `And {more}.`. Write words, without { or }"),
        ("complaint:\n  title: Complain\n", "complaint:\n  title: Complain\n  choices: {}\n", "`complaint` has both choices and pages."),
        ("complaint:\n", "empty:\n  title: Empty\ncomplaint:\n", "topic.yaml:25:1: `empty` has neither choices nor pages."),
        ("complaint:\n", "empty: words\ncomplaint:\n", "`empty` does not hold a mapping."),
        ("complaint:\n", "empty: {title: Empty, pages: []}\ncomplaint:\n", "There are no pages."),
        ("complaint:\n", "empty: {title: Empty, choices: {}}\ncomplaint:\n", "There are no choices."),
        ("start: main", "start: mane", "helpline.yaml:2:8: No menu is called `mane`. Did you mean `main`?"),
        ("start: main", "start: complaint", "`complaint` is guidance, and a call starts at a menu."),
        ("steps_links:\n", "Links:\n", "texts.yaml:12:1: This id is `Links`."),
        ("auto_reply:\n", "answer:\n", "texts.yaml:1:1: There is no `auto_reply`: what is answered to whoever texts us."),
        ("  say: Nobody reads this.\n", "  say: No.\n  beyond_leaflet: yes\n", "texts.yaml:1:1: `auto_reply` waits for a sign-off"),
        ("discreet:\n", "quiet:\n", "texts.yaml:1:1: There is no `discreet`: what is sent to whoever wants a text that tells nothing."),
        ("page: {link}", "page", "The text `discreet` is words and one {link}. Write {link} once, where the link stands."),
        ("page: {link}", "{page}: {link}", "The text `discreet` is words and one {link}."),
        ("page: {link}", "page: {link} {link}", "The text `discreet` is words and one {link}."),
        ("page: {link}", "page: {link} " + "x" * 100, "With its link this text would not fit one message: its words take 120 of 100"),
        ("page: {link}", "p\u0175ge: {link}", "With its link this text would not fit one message"),
        ("  say: More\n", "", "texts.yaml:12:1: `steps_links` has no `say`."),
        ("welcome: Words.\n", "", "system.yaml:1:1: The helpline has no words for `welcome`. Write `welcome:` with words."),
        ("closed: Words {opens}.\n", "", "The helpline has no words for `closed`. Write `closed:` with words and {opens}."),
        ("closed: Words {opens}.", "closed: Words.", "`{opens}` is missing: without it the caller is not told."),
        ("closed: Words {opens}.", "closed: Words {opens} and {when}.", "Nothing fills `{when}` in this line."),
        ("closed: Words {opens}.", "closed: Words {opens} to {open}.", "Nothing fills `{open}` in this line. Did you mean `opens`?"),
        ("closed: Words {opens}.", "closed: Words x{opens}.", "A curly bracket does not stand alone with its name."),
        ("closed: Words {opens}.", "closed: [Words]", "`closed` holds a list."),
        ("goodbye: Words.", "goodby: Words.", "`goodby` is not a key that is known here. Did you mean `goodbye`?"),
        ("goodbye: Words.", "goodbye: {say: Words., interrupt: never}", "`interrupt` is `never`. Write `yes` or `no`."),
        ("Monday: 9:00 to 17:00", "Monday: 17:00 to 9:00", "`Monday` is `17:00 to 9:00`. Write hours such as 9:00 to 17:00"),
        ("Monday: 9:00 to 17:00", "Monday: 9 to 5", "`Monday` is `9 to 5`."),
        ("Monday: 9:00 to 17:00", "Mon: 9:00 to 17:00", "`Mon` is not a key that is known here. Did you mean `Monday`?"),
        ("14:00 to 17:00]", "11:00 to 17:00]", "Two spans of Tuesday overlap or touch."),
        ("lunch: none", "lunch: 18:00 to 19:00", "Lunch falls when the line is closed anyway."),
        ("lunch: none", "lunch: 11:30 to 12:30", "Lunch runs past the hours of Tuesday."),
        ("  lunch: none\n", "", "`hours` has no `lunch`."),
        ("  bank_holidays: closed\n", "", "`hours` has no `bank_holidays`."),
        ("bank_holidays: closed", "bank_holidays: no", "`bank_holidays` is `no`. Write `closed` or `open`."),
        ("  bank_holidays_checked: 2026-11-23\n", "", "`hours` has no `bank_holidays_checked`."),
        ("to: 2026-12-31", "to: 2026-12-23", "The closure ends before it begins."),
        ("closures:\n", "closures:\n    - {from: 2026-12-31, to: 2027-01-01, say: Closed.}\n", "This closure overlaps the one at"),
        ("  emergency: {closed: no, say: We cannot answer now.}\n", "", "`hours` has no `emergency`."),
        ("{closed: no,", "{closed: off,", "`closed` is `off`. Write `yes` or `no`."),
        ("name: advisers", f"name: {'q' * 65}", "Write a name of at most 64 letters and digits."),
        ("longest_wait_minutes: 20", "longest_wait_minutes: 0", "Write a whole number from 1 to 120."),
        ("lap_seconds: 25", "lap_seconds: 19", "`lap_seconds` is `19`. Write a whole number from 20 to 120."),
        ("news_every_seconds: 60", "news_every_seconds: 19", "Write a whole number from 20 to 600."),
        ("lap_seconds: 25", "lap_seconds: 61", "A lap is longer than the time between news."),
        ("message_silence_seconds: 10", "message_silence_seconds: 60, menu_seconds: 8", "`menu_seconds` is written twice"),
        ("90, message_silence_seconds: 10", "30, message_silence_seconds: 30", "The silence is as long as the message."),
        ("message_seconds: 90", "message_seconds: 1e2", "`message_seconds` is `1e2`. Write a whole number from 15 to 600."),
        ("answerable: no", "answerable: maybe", "`answerable` is `maybe`. Write `yes` or `no`."),
        ("most_in_an_hour: 50", "most_in_an_hour: 3", "One number may have more in a day than all have in an hour."),
        ("forget_after_days: 7", "forget_after_days: 0", "`forget_after_days` is `0`. Write a whole number from 1 to 365."),
        ("www.kent.gov.uk]", "https://www.kent.gov.uk]", "Write the name of a site, such as www.kent.gov.uk."),
        ("Polly.Amy-Neural", "Amy", "`voice` is `Amy`. Write a voice as Twilio names it"),
    ],
)
def test_a_fault_is_told_with_its_place_and_its_mend(write: Write, old: str, new: str, told: str) -> None:
    assert old in HELPLINE + TOPIC + TEXTS + SYSTEM
    found = faults_of(write((old, new)))
    assert any(told in line for line in found), found


@pytest.mark.parametrize("written", ["lots", "1000000"])
def test_a_number_that_cannot_be_read_is_compared_with_no_other(write: Write, written: str) -> None:
    [found] = faults_of(write(("most_in_an_hour: 50", f"most_in_an_hour: {written}")))
    assert f"`most_in_an_hour` is `{written}`. Write a whole number from 1 to 10000." in found


@pytest.mark.parametrize(
    "number", ["03000 41 30", "0300 HELPME1", "ring us", "+1", "999", "07700 900123 ext 4", "(0) 7700 900", "+44 44 44 44"]
)
def test_a_number_that_is_none_is_refused_and_not_repeated(write: Write, number: str) -> None:
    [found] = faults_of(write(("03000 41 3000", number)))
    assert "`helpline` cannot be read. Write a telephone number in quotes" in found
    assert f"`{number}`" not in found


@pytest.mark.parametrize("number", ["03000413000", "+443000413000", "+44 (0)3000 41 3000", "03000-413-000"])
def test_a_number_is_kept_in_one_form_however_it_is_written(write: Write, number: str) -> None:
    assert load(write(("03000 41 3000", number))).numbers.helpline == "+443000413000"


def test_callers_and_advisers_ring_different_numbers(write: Write) -> None:
    [found] = faults_of(write(("07700 900900", "03000 413 000")))
    assert "Callers and advisers would ring the same number." in found


def test_a_text_is_kept_as_it_is_sent(write: Write) -> None:
    found = load(write(("Nobody reads this.", "This isn\u2019t read\u2026"))).texts["auto_reply"].body
    assert found == "This isn't read..."


def test_a_text_that_would_lose_something_on_its_way_is_a_fault_that_names_it(write: Write) -> None:
    [found] = faults_of(write(("Nobody reads this.", "Nobody \u2192 reads at the t\u0177.")))
    assert "A text cannot hold \u2192 (U+2192, rightwards arrow): some networks and handsets would show something else" in found


def test_a_text_that_is_too_long_to_be_sent_at_all_is_a_fault_whatever_is_waived(write: Write) -> None:
    words = "Nobody reads this."
    longest = f"{words} {'x' * (1600 - len(words) - 1)}"
    assert len(load(write((words, longest))).texts["auto_reply"].body) == 1600
    [found] = faults_of(write((words, f"{longest}x")))
    assert "A text of 1601 characters cannot be sent. Write at most 1600, or make several texts of it." in found


def test_the_recording_line_has_a_number_of_its_own_or_none(write: Write) -> None:
    adviser = 'adviser: "07700 900900"'
    assert load(write()).numbers.studio == ""
    assert load(write((adviser, f'{adviser}, studio: "07700 900901"'))).numbers.studio == "+447700900901"
    for taken in ("03000 41 3000", "07700 900900"):
        [found] = faults_of(write((adviser, f'{adviser}, studio: "{taken}"')))
        assert "Somebody else rings this number." in found


def test_a_choice_cannot_lead_to_drafts_alone(write: Write) -> None:
    [found] = faults_of(write(("      signed_off: {by: A Name, on: 2026-12-01}\n", ""), ("      safety: yes\n", "")))
    assert found.startswith("topic.yaml:6:31: Every page of `complaint` waits for a sign-off, so callers would find nothing here.")


@pytest.mark.parametrize("hours", ["hours: {}", "hours:", "hours: always", ""])
def test_hours_that_are_absent_stop_the_start(write: Write, hours: str) -> None:
    whole = HELPLINE[HELPLINE.index("hours:") : HELPLINE.index("queue:")]
    assert any("hours" in line for line in faults_of(write((whole, f"{hours}\n"))))


def test_a_week_without_an_open_day_stops_the_start(write: Write) -> None:
    days = HELPLINE[HELPLINE.index("  Monday") : HELPLINE.index("  lunch")]
    assert any("No day is open." in line for line in faults_of(write((days, "  Monday: closed\n"))))


def test_the_same_id_in_two_files_names_both_places(write: Write) -> None:
    extra = TOPIC[TOPIC.index("complaint:\n") :]
    [found] = faults_of(write(later=extra))
    assert found.startswith("topic.yaml:25:1: `complaint` is written at ")
    assert "later.yaml:1:1 too" in found


def test_the_faults_of_all_files_are_told_at_once(write: Write) -> None:
    found = faults_of(
        write(
            ("start: main", "start: mane"),
            ("queue.hold: Words.", "queue.hold:"),
            ("say: More", "say: More\n  say: Less"),
            ("go: complaint", "go: complant"),
            ("name: A helpline for tests", "name: [A]"),
        )
    )
    assert [line.split(":")[0] for line in found] == ["helpline.yaml", "helpline.yaml", "system.yaml", "texts.yaml", "topic.yaml"]


def test_a_file_that_cannot_be_parsed_hides_no_fault_elsewhere_and_makes_none_up(write: Write) -> None:
    found = faults_of(write(("name: A helpline for tests", "name: [A]"), broken="more: 'not closed\n"))
    assert [line.split(":")[0] for line in found] == ["broken.yaml", "helpline.yaml"]
    folder = write(("complaint:\n  title: Complain", "complaint: 'not closed"), ("start: main", "start: elsewhere"), broken="")
    assert [line.split(":")[0] for line in faults_of(folder)] == ["broken.yaml", "topic.yaml"]


@pytest.mark.parametrize("name", ["helpline.yaml", "system.yaml", "texts.yaml"])
def test_a_missing_file_is_named(write: Write, name: str) -> None:
    folder = write()
    (folder / name).unlink()
    assert faults_of(folder) == [f"{name}: This file is missing or cannot be read. Every helpline has one: see the README."]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert faults_of(tmp_path / "gone") == [
        f"{tmp_path / 'gone'}: There is no folder of menus here that can be read. Name the folder that holds helpline.yaml.",
    ]


def test_what_is_not_a_menu_is_left_alone(write: Write) -> None:
    folder = write()
    (folder / "README.md").write_text("a: b: c")
    (folder / ".hidden.yaml").write_text("a: b: c")
    (folder / "drafts").mkdir()
    (folder / "drafts" / "new.yaml").write_text("a: b: c")
    assert load(folder).start == "main"


def test_a_file_with_another_ending_is_not_passed_over_in_silence(write: Write) -> None:
    folder = write()
    (folder / "topic.yaml").rename(folder / "topic.yml")
    assert any(line.startswith("topic.yml: A file of menus ends in .yaml") for line in faults_of(folder))


def test_links_that_lead_out_of_the_folder_are_not_followed(write: Write, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder, outside = write(), tmp_path_factory.mktemp("outside") / "secret.yaml"
    outside.write_text("secret: words\n")
    (folder / "linked.yaml").symlink_to(outside)
    (folder / "round.yaml").symlink_to(folder / "round.yaml")
    (folder / "folder.yaml").mkdir()
    found = faults_of(folder)
    assert [line.split(":")[0] for line in found] == ["folder.yaml", "linked.yaml", "round.yaml"]
    assert found[1] == "linked.yaml: This is a link to a file outside the folder of menus. Put the file itself here."


def test_links_within_the_folder_are_followed(write: Write) -> None:
    folder = write()
    (folder / "..data").mkdir()
    (folder / "topic.yaml").rename(folder / "..data" / "topic.yaml")
    (folder / "topic.yaml").symlink_to(Path("..data", "topic.yaml"))
    assert "complaint" in load(folder).nodes


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_file_with_lines_lost_or_repeated_is_told_or_loaded_whole(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    files = {"helpline": HELPLINE, "system": SYSTEM, "texts": TEXTS, "topic": TOPIC}
    name = data.draw(st.sampled_from(sorted(files)))
    lines = files[name].splitlines(keepends=True)
    at, cut = data.draw(st.integers(0, len(lines) - 1)), data.draw(st.integers(0, 3))
    moved = data.draw(st.lists(st.sampled_from(lines), max_size=2))
    files[name] = "".join([*lines[:at], *moved, *lines[at + cut :]])
    folder = tmp_path_factory.mktemp("menus")
    for each, text in files.items():
        (folder / f"{each}.yaml").write_text(text)
    helpline, faults = attempt(folder)
    assert all(fault.problem and fault.mend and fault.where.file.startswith(str(folder)) for fault in faults)
    if helpline:
        assert helpline.start in helpline.spoken().nodes
        assert all(choice.go in helpline.nodes for node in helpline.nodes.values() if isinstance(node, Menu) for choice in node.choices)


def attempt(folder: Path) -> tuple[Helpline | None, tuple[Fault, ...]]:
    try:
        return load(folder), ()
    except AuthorError as error:
        return None, error.faults or (Fault(Where("-"), "", ""),)
