"""Documents that Twilio would refuse or warn about, each refused by name; and those it takes, taken."""

import pytest

from ivr.exchange.alerts import AlertError, NotPlayedError
from ivr.exchange.document import ANYWHERE, SCREENED, WAITING, WHISPERED, read

HERE = "http://127.0.0.1:1/voice"


def refused(verbs: str, url: str | None = HERE, allowed: frozenset[str] = ANYWHERE) -> tuple[int, str, str, str]:
    with pytest.raises(AlertError) as told:
        read(f"<Response>{verbs}</Response>".encode(), url, allowed)
    return told.value.code, told.value.verb, told.value.attribute, told.value.contract


@pytest.mark.parametrize(
    "verbs",
    [
        "",
        "<Say>Hello</Say>",
        '<Say voice="Polly.Amy-Neural" language="en-GB" loop="0">Hello <break time="1s"/> you</Say>',
        '<Gather input="dtmf" timeout="5" numDigits="1" finishOnKey=""><Say>1</Say><Play>/a.wav</Play><Pause length="2"/></Gather>',
        '<Record maxLength="90" timeout="0" finishOnKey="12#" trim="do-not-trim" recordingStatusCallbackEvent="completed absent"/>',
        '<Enqueue waitUrl="" maxQueueSize="5">advisers</Enqueue>',
        '<Dial timeout="5"><Queue>advisers</Queue></Dial>',
        "<Dial>+447700900123</Dial>",
        '<Play digits="1w2"/>',
        '<Play digits="12345678901234"/>',
        '<Say voice="Polly.Amy">Hello <lang xml:lang="fr-FR">bonjour</lang></Say>',
        '<Say voice="Polly.Amy" loop="1001">Hello</Say>',
        '<Gather input="dtmf speech" speechTimeout="auto" timeout="86400" numDigits="999999999"/>',
        f'<Say voice="Polly.Amy">{"<s>a</s>" * 630}</Say>',
        f'<Gather input="dtmf speech" hints="{"a," * 500}" speechModel="phone_call" speechTimeout="2"/>',
        '<Reject reason="busy"/>',
    ],
)
def test_what_twilio_plays_is_taken(verbs: str) -> None:
    assert read(f"<Response>{verbs}</Response>".encode(), HERE).url == HERE


@pytest.mark.parametrize(
    ("verbs", "told"),
    [
        ("<Shout>Hi</Shout>", (12200, "Shout", "", "1.19")),
        ("<say>Hi</say>", (12200, "say", "", "1.19")),
        ('<Gather numdigits="1"/>', (12200, "Gather", "numdigits", "1.19")),
        ('<Gather><Say loud="yes">Hi</Say></Gather>', (12200, "Say", "loud", "1.19")),
        ("<Gather><Dial>+447700900123</Dial></Gather>", (13320, "Gather", "Dial", "3.16")),
        ("<Gather><Redirect>/a</Redirect></Gather>", (13320, "Gather", "Redirect", "3.16")),
        ("<Gather><Play>/a.wav</Play><Say/></Gather>", (13520, "Say", "", "3.3")),
        ('<Gather><Play digits="1"/></Gather>', (12200, "Play", "digits", "3.8")),
        ('<Play digits="1p2"/>', (12200, "Play", "digits", "3.8")),
        ('<Play loop="-1">/a.wav</Play>', (13410, "Play", "loop", "error 13410")),
        ('<Gather actionOnEmptyResult="yes"/>', (12200, "Gather", "actionOnEmptyResult", "3.9")),
        ('<Gather numDigits="0"/>', (13314, "Gather", "numDigits", "error 13314")),
        ('<Gather input="dtmf speech" speechModel="phone_call" speechTimeout="auto"/>', (13335, "Gather", "speechTimeout", "3.17")),
        (f'<Gather input="dtmf speech" hints="{"a," * 501}"/>', (12200, "Gather", "hints", "3.17")),
        (f'<Gather input="dtmf speech" hints="{"a" * 101}"/>', (12200, "Gather", "hints", "3.17")),
        ('<Gather timeout="0"/>', (13313, "Gather", "timeout", "error 13313")),
        ('<Gather timeout="soon"/>', (13313, "Gather", "timeout", "error 13313")),
        ('<Gather finishOnKey="*#"/>', (12200, "Gather", "finishOnKey", "3.12")),
        ("<Gather input=\"['dtmf', 'speech']\"/>", (12200, "Gather", "input", "3.9")),
        ('<Gather method="post"/>', (12200, "Gather", "method", "3.9")),
        ('<Say loop="-1">Hi</Say>', (13510, "Say", "loop", "error 13510")),
        ('<Say voice="Polly.Joanna" language="en-GB">Hi</Say>', (13520, "Say", "voice", "3.2")),
        ('<Say voice="Polly.Amyy" language="en-GB">Hi</Say>', (13511, "Say", "voice", "error 13511")),
        ('<Say voice="Polly.Amyy">Hi</Say>', (13511, "Say", "voice", "error 13511")),
        ('<Say language="en-XX">Hi</Say>', (12200, "Say", "language", "3.1")),
        ("Hello", (12200, "Response", "", "1.19")),
        ("<Say>Hello</Say>you", (12200, "Response", "", "1.19")),
        ("<Gather>Press 1</Gather>", (12200, "Gather", "", "1.19")),
        ("<Gather><Say>Press</Say> 1</Gather>", (12200, "Gather", "", "1.19")),
        ("<Hangup>now</Hangup>", (12200, "Hangup", "", "1.19")),
        ('<Gather profanityFilter="maybe"/>', (12200, "Gather", "profanityFilter", "3.9")),
        ('<Gather language="Kentish"/>', (13331, "Gather", "language", "error 13331")),
        ('<Gather speechTimeout="soon"/>', (13327, "Gather", "speechTimeout", "error 13327")),
        ('<Gather speechTimeout="0"/>', (13327, "Gather", "speechTimeout", "error 13327")),
        ('<Gather maxSpeechTime="auto"/>', (13328, "Gather", "maxSpeechTime", "error 13328")),
        (f'<Dial timeout="{"9" * 5000}"><Queue>a</Queue></Dial>', (12200, "Dial", "timeout", "3.41")),
        ('<Dial recordingTrack="left"><Queue>a</Queue></Dial>', (12200, "Dial", "recordingTrack", "types of Twilio's library for Node.js")),
        ("<Dial><Number machineDetectionTimeout='60'/></Dial>", (21234, "Number", "machineDetectionTimeout", "error 21234")),
        ('<Say voice="man">Hello <break/></Say>', (13520, "Say", "voice", "3.4")),
        ('<Say><lang xml:long="fr-FR">bonjour</lang></Say>', (12200, "lang", "xml:long", "1.19")),
        ('<Gather partialResultCallback="http://under_score.invalid/"/>', (11100, "Gather", "partialResultCallback", "1.22")),
        ('<Dial ringTone="moon"><Queue>a</Queue></Dial>', (13220, "Dial", "ringTone", "error 13220")),
        ("<Say> </Say>", (13520, "Say", "", "3.3")),
        (f'<Say voice="Polly.Amy">{"a" * 3001}</Say>', (13521, "Say", "", "3.3")),
        (f"<Say>{'a ' * 1600}</Say>", (13521, "Say", "", "3.3")),
        (f"<Say>{'a' * 4097}</Say>", (13521, "Say", "", "3.3")),
        (f"<Say>{'£' * 900}</Say>", (13521, "Say", "", "3.3")),
        (f"<Say>Hello {chr(10) * 1600}</Say>", (13521, "Say", "", "3.3")),
        (f'<Say voice="Google.en-GB-Neural2-A">Hello {"<s>a</s>" * 630}</Say>', (13521, "Say", "", "3.3")),
        ("<Play/>", (11100, "Play", "", "3.5")),
        ('<Pause length="0"/>', (13910, "Pause", "length", "error 13910")),
        ("<Redirect/>", (11100, "Redirect", "", "3.20")),
        ("<Enqueue/>", (12200, "Enqueue", "", "3.28")),
        (f"<Enqueue>{'q' * 65}</Enqueue>", (12200, "Enqueue", "", "3.28")),
        ('<Enqueue maxQueueSize="0">advisers</Enqueue>', (12200, "Enqueue", "maxQueueSize", "3.36")),
        ('<Enqueue maxQueueSize="5001">advisers</Enqueue>', (12200, "Enqueue", "maxQueueSize", "3.36")),
        ('<Enqueue waitUrlMethod="PUT">advisers</Enqueue>', (12200, "Enqueue", "waitUrlMethod", "3.28")),
        ('<Redirect method="PUT">/a</Redirect>', (12200, "Redirect", "method", "3.20")),
        ('<Record timeout="-1"/>', (12200, "Record", "timeout", "3.24")),
        ('<Record finishOnKey="x"/>', (12200, "Record", "finishOnKey", "3.24")),
        ('<Record recordingStatusCallbackEvent="completed,absent"/>', (12200, "Record", "recordingStatusCallbackEvent", "3.25")),
        ('<Dial timeout="601"><Queue>a</Queue></Dial>', (12200, "Dial", "timeout", "3.41")),
        ('<Dial timeLimit="0"><Queue>a</Queue></Dial>', (12200, "Dial", "timeLimit", "3.49")),
        ('<Dial hangupOnStar="yes"><Queue>a</Queue></Dial>', (12200, "Dial", "hangupOnStar", "3.41")),
        ("<Dial><Number/></Dial>", (13223, "Number", "", "3.46")),
        ('<Dial><Number statusCallbackEvent="rung">+447700900123</Number></Dial>', (12200, "Number", "statusCallbackEvent", "3.45")),
        ("<Say>Hello</Say><Reject/>", (12200, "Reject", "", "3.22")),
        ('<Record maxLength="1"/>', (12200, "Record", "maxLength", "docs/voice/twiml/record")),
        ('<Record maxLength="86401"/>', (12200, "Record", "maxLength", "docs/voice/twiml/record")),
        ('<Record trim="yes"/>', (12200, "Record", "trim", "3.24")),
        ('<Dial timeout="4"><Queue>a</Queue></Dial>', (12200, "Dial", "timeout", "3.41")),
        ("<Dial><Queue/></Dial>", (12200, "Queue", "", "3.38")),
        ("<Leave/>", (12200, "Leave", "", "3.23")),
        ('<Reject reason="tired"/>', (12200, "Reject", "reason", "3.22")),
    ],
)
def test_each_fault_is_told_by_its_verb_its_attribute_and_its_clause(verbs: str, told: tuple[int, str, str, str]) -> None:
    assert refused(verbs) == told


@pytest.mark.parametrize(
    ("verbs", "verb", "attribute"),
    [
        ("<Echo/>", "Echo", ""),
        ("<Pay/>", "Pay", ""),
        ("<Dial><Client>anna</Client></Dial>", "Client", ""),
        ("<Dial><Conference>room</Conference></Dial>", "Conference", ""),
        ("<Dial><Sip>sip:anna@example.invalid</Sip></Dial>", "Sip", ""),
        ("<Dial><Number>+447700900123</Number><Client>anna</Client></Dial>", "Client", ""),
        ('<Dial record="record-from-answer">+447700900123</Dial>', "Dial", "record"),
        ('<Dial sequential="true">+447700900123</Dial>', "Dial", "sequential"),
        ('<Dial answerOnBridge="true">+447700900123</Dial>', "Dial", "answerOnBridge"),
        ('<Dial><Number machineDetection="Enable">+447700900123</Number></Dial>', "Number", "machineDetection"),
        ('<Enqueue workflowSid="WW1">advisers</Enqueue>', "Enqueue", "workflowSid"),
        ('<Gather input="speech"/>', "Gather", "input"),
        ('<Record transcribe="true"/>', "Record", "transcribe"),
        ("<Dial>+447700900123<Number>+447700900124</Number></Dial>", "Dial", "words beside others"),
        ("<Dial>advisers<Queue>advisers</Queue></Dial>", "Dial", "words beside others"),
        (f'<Pause length="{"9" * 5000}"/>', "Pause", "length"),
    ],
)
def test_what_twilio_plays_and_the_exchange_does_not_is_refused_as_just_that(verbs: str, verb: str, attribute: str) -> None:
    with pytest.raises(NotPlayedError, match="this exchange does not play it, though Twilio does") as told:
        read(f"<Response>{verbs}</Response>".encode(), HERE)
    assert (told.value.code, told.value.verb, told.value.attribute) == (0, verb, attribute)
    assert f"<{verb}" in str(told.value)


def test_a_response_has_no_attributes() -> None:
    """Contract 1.19."""
    with pytest.raises(AlertError) as told:
        read(b'<Response version="2"/>', HERE)
    assert (told.value.code, told.value.verb, told.value.attribute) == (12200, "Response", "version")


def test_an_alert_says_which_clause_or_page_it_relies_on() -> None:
    for verbs, source in (('<Gather method="post"/>', "(contract 3.9)"), ('<Pause length="0"/>', "(error 13910)")):
        with pytest.raises(AlertError) as told:
            read(f"<Response>{verbs}</Response>".encode(), HERE)
        assert str(told.value).endswith(source)


def test_a_document_must_be_well_formed_a_response_and_not_too_large() -> None:
    """Contract 1.15, 1.19."""
    for body, code in ((b"<Response><Say>", 12100), (b"<response/>", 12100), (b"", 12100), (b"<Response>" + b" " * 64_000, 11750)):
        with pytest.raises(AlertError) as told:
            read(body, HERE)
        assert told.value.code == code


def test_a_queue_and_a_whisper_take_less() -> None:
    """Contract 3.29, 3.39, 3.45."""
    assert read(b"<Response><Leave/></Response>", HERE, WAITING).verbs
    for verbs in ("<Record/>", "<Dial>+447700900123</Dial>", "<Enqueue>q</Enqueue>", "<Reject/>"):
        assert refused(verbs, allowed=WAITING)[3] == "3.29"
    assert refused("<Gather/>", allowed=WHISPERED) == (12200, "Gather", "", "3.39")
    for verbs in ("<Record/>", "<Dial>+447700900123</Dial>", "<Redirect>/a</Redirect>", "<Enqueue>q</Enqueue>"):
        assert refused(verbs, allowed=SCREENED)[3] == "3.45"


@pytest.mark.parametrize("verb", ["Gather", "Record"])
def test_without_an_address_of_its_own_a_document_must_name_its_action(verb: str) -> None:
    """Contract 1.25."""
    assert refused(f"<{verb}/>", url=None) == (11100, verb, "", "1.25")
    assert read(f'<Response><{verb} action="{HERE}"/></Response>'.encode(), None).url is None
