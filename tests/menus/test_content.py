"""The real menus, as a caller can reach them: nothing of the leaflet is lost, nothing unsigned or out of date is said.

Knows the facts of the leaflet by number and by the words that give each away; nothing of how the menus are read or spoken.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest

from ivr.menu import script
from ivr.menu.load import load
from ivr.menu.model import Guidance, Helpline, Menu, Provenance, Text
from ivr.menu.short import code
from ivr.texts.discreet import discreet
from ivr.texts.words import measure

MENUS = Path(__file__).parents[2] / "menus"

# Each fact of the leaflet, and words that must stand where it is tagged: a tag alone tells a caller nothing.
FACTS = {
    "F01": "free, impartial and confidential",
    "F02": "special educational needs and disabilities|informed choice",
    "F03": "council decision about an Education, Health and Care plan or assessment",
    "F04": "listen to your concerns.*explain the law and your rights",
    "F05": "together.*centre on the person.*your views",
    "F06": "teacher.*head teacher.*SENCO",
    "F07": "plan, you can also contact the council's special educational needs team",
    "F08": "ready for a meeting, and help you attend",
    "F09": "still have concerns.*decide what to do next",
    "F10": "put your concerns forward.*complaint.*disagreement resolution or mediation.*appeal",
    "F11": "friend or relative",
    "F12": "independent support at the meeting.*local and national groups",
    "F13": "talk to us",
    "F14": "schools and colleges, and Kent County Council, have a complaints procedure",
    "F15": "right people",
    "F16": "in writing.*the word complaint",
    "F17": "everything you want sorted out",
    "F18": "what you want to happen",
    "F19": "fair time",
    "F20": "not happy with the answer.*dealt with.*next",
    "F21": r"11 point 2, and 11 point 67 to 11 point 111",
    "F22": "different procedures.*SEND Information Hub.*Local Offer",
    "F23": "talking with the school, college, council or NHS",
    "F24": "as soon as possible.*closely together and agree",
    "F25": "hard to agree",
    "F26": "council must offer parents and young people",
    "F27": "Everyone has to agree",
    "F28": "independent of the council.*No one who works for the council",
    "F29": "Global Mediation.*trained mediator",
    "F30": "way forward that everyone accepts",
    "F31": "free and confidential.*You choose",
    "F32": "parents or young people disagree with those who must provide",
    "F33": "carry out their duties.*keeping education and care under review, assessing needs, and making plans.*best endeavours",
    "F34": "special educational support.*with or without",
    "F35": "Health or social care.*needs assessment.*made or reviewed.*reassess",
    "F36": "needs assessment.*being made.*Tribunal appeal.*review.*reassessment",
    "F37": "decide if it is right for you.*informal",
    "F38": "11 point 6 to 11 point 10",
    "F39": "one type of disagreement resolution",
    "F40": "free and confidential",
    "F41": "trained and accredited.*independent of the council and the NHS",
    "F42": "two routes.*appeal.*health and social care parts",
    "F43": "assess.*make a plan.*change a plan.*end a plan.*final plan, or a changed plan",
    "F44": "not happy.*right to appeal",
    "F45": "first think about mediation.*mediation advice.*decide",
    "F46": "do not need mediation advice.*name.*type.*section with the letter I",
    "F47": "council or the NHS must take part",
    "F48": "within 30 days",
    "F49": "independent mediator runs it",
    "F50": "After the meeting.*certificate within 3 working days.*appeal",
    "F51": "do not want it.*certificate within 3 working days",
    "F52": "decide if mediation is right for you. So can Global Mediation",
    "F53": "11 point 13 to 11 point 38",
    "F54": "more than one.*still complain",
    "F55": "explain your rights",
    "F56": "six things.*assess or reassess|Six. A decision to end a plan",
    "F57": "11 point 39 to 11 point 55.*11 point 45",
    "F58": "explain how an appeal works.*impartial advice and support",
    "F59": "challenge the decision.*government website.*A Guide to Exclusions",
    "F60": "A C E, then dash E D dot org dot U K",
    "F61": "complaints procedure on its website, or you can ask the school",
    "F62": "Chapter 11 of the Code has a lot more",
    "F63": "complaints, disagreement resolution and mediation.*advise you.*rights to appeal.*groups.*all the way through",
    "F64": "Coram Children's Legal Centre.*Contact.*I P S E A",
    "F65": "SEND Information Hub, or Local Offer",
    "F66": "text you a link to the Code",
    "F67": "another format",
    "F68": "03000, 41, 3000",
    "F69": "Shepway Centre, Oxford Road, Maidstone, Kent, M E 15, 8 A W",
    "F70": "03000, 412, 412",
    "F71": "I A S K, at kent dot gov dot U K.*W W W, then dot I A S K dot org dot U K",
    "F72": "Facebook.*Information, Advice and Support Kent, I A S K",
}

# The same for the texts, which are shorter, and hold the addresses that a page can only promise.
SENT = {
    "F01": "free, impartial, confidential",
    "F02": "advice and support on special educational needs and disability",
    "F06": "teacher, SENCO or head",
    "F07": r"EHC plan: www\.kent\.gov\.uk/.*/support-and-advice",
    "F10": "put concerns forward, complaint, disagreement resolution or mediation, appeal",
    "F11": "friend or relative",
    "F13": "Call 03000 41 3000 or email iask@kent.gov.uk",
    "F15": "right people",
    "F16": "write, use the word complaint",
    "F17": "list all the issues",
    "F18": "say what you want",
    "F19": "fair time",
    "F21": r"11\.2\b.*11\.67-11\.111",
    "F22": r"which procedure to use: www\.kent\.gov\.uk/.*/who-to-contact",
    "F29": r"Global Mediation www\.globalmediation\.co\.uk",
    "F31": "free, confidential.*You choose",
    "F35": "health or social care in EHC assessments and plans",
    "F36": "EHC assessment, while a plan is made, waiting for Tribunal, at review, in reassessment",
    "F38": r"11\.6-11\.10",
    "F40": "free and confidential",
    "F44": "you can appeal to the SEND Tribunal",
    "F48": "within 30 days",
    "F50": "Certificate within 3 working days after. You need it to appeal",
    "F53": r"11\.13-11\.38",
    "F54": "usually use more than one",
    "F56": "not assess, will not make or change a plan, ends a plan, or about what the plan says",
    "F57": r"11\.39-11\.55",
    "F59": r"suspension or exclusion guidance: www\.gov\.uk/school-behaviour-exclusions",
    "F64": r"childrenslegalcentre\.com Contact www\.contact\.org\.uk IPSEA www\.ipsea\.org\.uk",
    "F65": r"Local Offer: www\.kent\.gov\.uk",
    "F66": r"www\.gov\.uk/government/publications/send-code-of-practice-0-to-25",
    "F67": "another format",
    "F68": "03000 41 3000",
    "F69": "Shepway Centre, Oxford Road, Maidstone ME15 8AW",
    "F70": "03000 412 412",
    "F71": r"iask@kent\.gov\.uk.*www\.iask\.org\.uk",
}

# Words of the leaflet, or of its time, that are no longer so.
DATED = (
    r"\bCCGs?\b",
    r"commissioning group",
    r"\bICSs?\b",
    r"integrated care",
    r"\bstatements?\b",
    r"\bPart I\b",
    r"type of provision",
    r"(?<!used to be called )Contact a Family",
    r"cafamily",
    r"school-discipline-exclusions",
    r"appeal against (a school|an) exclusion",
    r"29\.07\.14",
    r"ace-ed\.org",
)


@pytest.fixture(scope="module")
def written() -> Helpline:
    return load(MENUS)


@pytest.fixture(scope="module")
def spoken(written: Helpline) -> Helpline:
    return written.spoken()


def reached(helpline: Helpline) -> dict[str, int]:
    """The nodes a caller can reach, and the fewest keys to each."""
    keys, waiting = {helpline.start: 0}, [helpline.start]
    for id in waiting:
        node = helpline.nodes[id]
        for choice in node.choices if isinstance(node, Menu) else ():
            if choice.go not in keys:
                keys[choice.go] = keys[id] + 1
                waiting.append(choice.go)
    return keys


def guidance(helpline: Helpline) -> list[Guidance]:
    return [node for id in reached(helpline) if isinstance(node := helpline.nodes[id], Guidance)]


def texts(helpline: Helpline) -> list[Text]:
    return [helpline.texts[id] for node in guidance(helpline) for id in node.texts]


def said(helpline: Helpline) -> Iterator[tuple[tuple[str, ...], str]]:
    """All that can be said to a caller, with the facts tagged on it."""
    for line in helpline.lines.values():
        yield line.facts, line.say
    for id in reached(helpline):
        match helpline.nodes[id]:
            case Menu() as menu:
                yield menu.facts, script.menu(helpline, menu, is_open=True).words
            case Guidance(pages=pages):
                yield from ((page.facts, page.say) for page in pages)
    yield from (((), closure.say) for closure in helpline.hours.closures)
    yield (), helpline.hours.emergency.say


def sent(helpline: Helpline) -> Iterator[tuple[tuple[str, ...], str]]:
    """All that can be sent to a caller, with the facts tagged on it."""
    return ((text.facts, text.body) for text in texts(helpline))


def said_and_sent(helpline: Helpline) -> Iterator[tuple[tuple[str, ...], str]]:
    """All that reaches a caller."""
    return chain(said(helpline), sent(helpline))


def digits(words: str) -> str:
    return re.sub(r"\D", "", words)


def test_all_72_facts_of_the_leaflet_are_where_a_caller_can_reach_them_without_drafts(spoken: Helpline) -> None:
    assert {fact for facts, _ in said_and_sent(spoken) for fact in facts} == {f"F{n:02}" for n in range(1, 73)}


@pytest.mark.parametrize("fact", FACTS)
def test_each_fact_is_said_aloud_and_none_is_left_to_a_text_alone(spoken: Helpline, fact: str) -> None:
    assert [words for facts, words in said(spoken) if fact in facts]


@pytest.mark.parametrize("fact", FACTS)
def test_each_fact_is_said_wherever_it_is_tagged(written: Helpline, fact: str) -> None:
    assert [words for facts, words in said(written) if fact in facts and not re.search(FACTS[fact], words)] == []


@pytest.mark.parametrize("fact", FACTS)
def test_each_fact_that_a_text_claims_stands_in_it(written: Helpline, fact: str) -> None:
    tagged = [words for facts, words in sent(written) if fact in facts]
    assert [words for words in tagged if fact not in SENT or not re.search(SENT[fact], words)] == []


def test_there_are_at_least_7_menus_and_19_leaves_and_none_is_out_of_reach(spoken: Helpline) -> None:
    kinds = [type(spoken.nodes[id]) for id in reached(spoken)]
    assert kinds.count(Menu) >= 7
    assert kinds.count(Guidance) >= 19
    assert set(reached(spoken)) == set(spoken.nodes)


def test_every_leaf_is_at_most_three_keys_away_and_safety_is_one(spoken: Helpline) -> None:
    keys = reached(spoken)
    assert max(keys.values()) <= 3
    assert keys["urgent"] == 1


def test_every_leaf_has_a_page_and_a_text_without_its_drafts(spoken: Helpline) -> None:
    assert [node.id for node in guidance(spoken) if not node.pages or not node.texts] == []


def beyond_the_leaflet(helpline: Helpline) -> dict[str, Provenance]:
    """What says more than the leaflet does, page or text, by its name."""
    pages = {f"{node.id}.{page.number}": page.provenance for node in guidance(helpline) for page in node.pages}
    bodies = {f"text {text.id}": text.provenance for text in texts(helpline)}
    return {name: words for name, words in {**pages, **bodies}.items() if words.beyond_leaflet}


def test_what_we_know_to_go_beyond_the_leaflet_is_marked(written: Helpline) -> None:
    drafts = {"med_advice.3", "appeal_help.2", "formats.2", "text appeal_limits", "text relay"}
    assert set(beyond_the_leaflet(written)) >= drafts | {"urgent.1", "urgent.2", "text urgent"}


def test_no_draft_is_spoken_or_sent_and_what_protects_life_is(written: Helpline, spoken: Helpline) -> None:
    heard = beyond_the_leaflet(spoken)
    assert {"urgent.1", "urgent.2", "text urgent"} <= set(heard)
    assert [name for name, words in heard.items() if not (words.safety or words.signed_off)] == []
    unsigned = [name for name, words in beyond_the_leaflet(written).items() if not (words.safety or words.signed_off)]
    assert [name for name in unsigned if name in heard] == []


def test_a_menu_promises_time_limits_only_once_they_are_signed_off(spoken: Helpline) -> None:
    leads = [choice.lead for node in spoken.nodes.values() if isinstance(node, Menu) for choice in node.choices]
    promised = any("time limit" in lead for lead in leads)
    assert not promised or "appeal_help.2" in beyond_the_leaflet(spoken)


@pytest.mark.parametrize("words", DATED)
def test_words_that_are_out_of_date_are_never_spoken_or_sent(written: Helpline, words: str) -> None:
    assert [told for _, told in said_and_sent(written) if re.search(words, told, re.IGNORECASE)] == []


def test_the_greeting_says_who_we_are_and_999_and_is_heard_to_its_end(spoken: Helpline) -> None:
    welcome = spoken.lines["welcome"]
    assert spoken.name in welcome.say
    assert "9 9 9" in welcome.say
    assert not welcome.interrupt
    assert [line.id for line in spoken.lines.values() if not line.interrupt] == ["welcome"]


def test_the_safety_numbers_said_are_the_safety_numbers_sent(spoken: Helpline) -> None:
    node = spoken.nodes["urgent"]
    assert isinstance(node, Guidance)
    aloud = digits("".join(page.say for page in node.pages))
    written = digits(spoken.texts["urgent"].body)
    for number in ("999", "111", "116123", "08001111", "03000411111", "03000419191"):
        assert number in aloud
        assert number in written


def test_our_own_number_is_the_same_wherever_it_is_said_or_sent(spoken: Helpline) -> None:
    ours = "0" + spoken.numbers.helpline.removeprefix("+44")
    found = [re.findall(r"03000,? 41,? 3\d*", words) for _, words in said_and_sent(spoken)]
    assert {digits(number) for numbers in found for number in numbers} == {ours}


def test_every_text_says_first_who_it_is_from(written: Helpline) -> None:
    assert [text.id for text in texts(written) if not text.body.startswith("IASK")] == []


def test_who_texts_us_is_told_that_nobody_reads_it_and_what_to_do_instead(spoken: Helpline) -> None:
    answer = spoken.texts["auto_reply"].body
    for words in ("not read", "03000 41 3000", "iask@kent.gov.uk", "999", "STOP"):
        assert words in answer


def test_a_discreet_text_names_nobody_and_nothing(spoken: Helpline) -> None:
    for id in (text.id for text in texts(spoken)):
        body = discreet(replace(spoken, short_links="helpline.example/t"), id)
        assert measure(body).segments == 1
        words = body.replace(f"helpline.example/t/{code(id)}", "")
        assert not re.search(
            r"IASK|SEN|Kent|school|college|council|child|parent|appeal|support|advice|help|plan|[0-9]", words, re.IGNORECASE
        )


def test_who_is_offered_a_text_hears_first_who_it_is_from_and_that_it_says_what_it_is_about(spoken: Helpline) -> None:
    for id in ("text.offer", "text.type"):
        before_the_keys = spoken.lines[id].say.partition("To g")[0]
        assert "The text says who it is from, I A S K, and what it is about." in before_the_keys


def test_only_one_line_apologises(spoken: Helpline) -> None:
    assert [line.id for line in spoken.lines.values() if re.search(r"sorry|apolog", line.say, re.IGNORECASE)] == ["sorry"]


def test_the_longest_message_is_said_as_long_as_it_is(spoken: Helpline) -> None:
    for id in ("message.ask", "message.ask.withheld", "message.long"):
        assert f"{spoken.timing.message_s} seconds" in spoken.lines[id].say
