"""What the exchange takes for TwiML is what Twilio's other library, the one for Node.js, can write.

The exchange reads its grammar off the package for Python (contract 8.6). That one is made by Twilio too, but apart from this, and it says
in its types which words an attribute may hold, which the package for Python does not.
"""

import re
from functools import cache
from xml.etree.ElementTree import Element

import pytest
from twilio.twiml.voice_response import VoiceResponse

from ivr.exchange import grammar, values
from ivr.exchange.verbs.table import VERBS
from tests import npm

# Verbs that the exchange does not play, of which the two libraries know different attributes.
ASTRAY = {"ConversationRelay", "Language"}
HERE = "http://127.0.0.1:1/voice"
WORDS = {"boolean": ["true", "false"]}
# What each attribute may hold that is neither a word of few nor a number: anything at all, or what only the moment can tell.
FREE = {
    ("Dial", "callerId"),  # a number; that it is the account's own is for `tests/exchange/verbs/test_dial.py`
    ("Dial", "passports"),  # signed by others
    ("Dial", "recordingConfigurationId"),  # an id, of which no page tells the form
    ("Gather", "hints"),  # any words; how many is for `tests/exchange/test_document.py`
    ("Gather", "speechModel"),  # the types name none, and there are more of them every year
    ("Record", "recordingConfigurationId"),
}


@cache
def types() -> str:
    return re.sub(r"/\*.*?\*/", "", npm.twilio_types().read_text("utf-8"), flags=re.DOTALL)


def nested() -> dict[str, set[str]]:
    """By class, the classes of what may stand in it."""
    classes = re.findall(r"class (\w+) extends TwiML \{(.*?)\n    ?\}|class (VoiceResponse) extends TwiML \{(.*?)\n\}", types(), re.DOTALL)
    return {name or root: set(re.findall(r": VoiceResponse\.(\w+);", body + rest)) for name, body, root, rest in classes}


def attributes() -> dict[str, dict[str, str]]:
    """By class, the attributes and the type of each."""
    found = re.findall(r"interface (\w+)Attributes \{(.*?)\n    \}", types(), re.DOTALL)
    return {name: dict(re.findall(r'^\s+"?([\w:-]+)"?\??: (.+);$', body, re.MULTILINE)) for name, body in found}


def words(kind: str) -> list[str]:
    """The words that a type stands for; none where it stands for any."""
    found = re.search(rf"type {kind.removesuffix('[]')} = (.*);", types())
    return re.findall(r'"([^"]+)"', found[1]) if found else WORDS.get(kind, [])


def ours(kind: type = VoiceResponse) -> dict[str, tuple[set[str], dict[str, set[str]]]]:
    """By class, what the exchange lets stand in it and the attributes of each."""
    inside = grammar.children(kind)
    found = {
        kind.__name__: ({child.__name__ for child, _ in inside.values()}, {child.__name__: set(has) for child, has in inside.values()})
    }
    for child, _ in inside.values():
        if child.__name__ not in found:
            found |= ours(child) if not child.__name__.startswith("Ssml") else {}  # these stand in one another without end
    return found


def test_the_same_may_stand_in_each_verb() -> None:
    theirs = nested()
    assert len(ours()) > 40
    assert {verb: inside for verb, (inside, _) in ours().items()} == {verb: theirs[verb] for verb in ours()}


def test_each_verb_has_the_same_attributes() -> None:
    theirs = attributes()
    for verb, has in [each for _, children in ours().values() for each in children.items()]:
        assert verb in ASTRAY or has == set(theirs.get(verb, {})), verb


def chosen() -> list[tuple[str, str, list[str]]]:
    """Each attribute that the exchange has a rule for, and the words it may hold if they are few."""
    found = [(verb, name, words(attributes()[verb][name])) for verb, name in values.RULES]
    return [(verb, name, few) for verb, name, few in found if few]


def test_every_word_that_may_be_chosen_is_taken_and_no_other() -> None:
    assert len(chosen()) > 8
    for verb, name, few in chosen():
        rule, _ = values.RULES[verb, name]
        assert not [word for word in few if rule(word)], (verb, name)
        assert rule("otherwise"), (verb, name)
        assert rule(few[0].upper()), (verb, name)


def plays() -> list[str]:
    """The verbs that the exchange plays and that have attributes, and what it dials. What SSML may say each voice has its own rules for."""
    return sorted({*VERBS, "Number", "Queue"} & attributes().keys())


@pytest.mark.parametrize("verb", plays())
def test_nonsense_in_an_attribute_is_told_wherever_it_is_not_free(verb: str) -> None:
    taken = {(verb, name) for name in attributes()[verb] if not list(values.check(Element(verb, {name: "http://no_sense .invalid"}), HERE))}
    assert taken == {(v, name) for v, name in FREE if v == verb}


def test_every_list_of_words_is_the_one_that_the_library_for_node_has() -> None:
    kinds = {"Say voice": "SayVoice", "Say language": "SayLanguage", "Gather language": "GatherLanguage", "Dial ringTone": "DialRingTone"}
    assert {place: set(few) for place, few in values.vocabulary().items()} == {place: set(words(kind)) for place, kind in kinds.items()}


@pytest.mark.parametrize("language", ["en-GB"])
def test_every_voice_that_speaks_the_language_is_taken_and_no_other(language: str) -> None:
    voices = words("SayVoice")
    refused = {voice for voice in voices if list(values.check(Element("Say", voice=voice, language=language), HERE))}
    spoken = {voice for voice in voices if voice.startswith(f"Google.{language}-")}
    assert len(spoken) > 20
    assert not refused & spoken
    assert not {voice for voice in set(voices) - refused if voice.startswith("Google.")} - spoken
