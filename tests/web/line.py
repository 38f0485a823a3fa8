"""A telephone line to the helpline under test: signs and sends what Twilio would, and follows the TwiML that comes back.

It knows Twilio's side only and imports nothing of `ivr`: it would agree with our mistakes. Every document is held to the grammar.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

from twilio.request_validator import RequestValidator

from tests.phone.grammar import faults

PUBLIC = "https://helpline.test"
TOKEN = "0123456789abcdef0123456789abcdef"
HELPLINE = "+443000413000"
ADVISER = "+443000412412"
RECORDING = "https://api.twilio.com/2010-04-01/Accounts/AC0/Recordings/RE"
MOST_DOCUMENTS = 25  # more, without a key pressed, goes round


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back over HTTP."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def fetch(port: int, method: str, raw: str, body: str | bytes = "", headers: Mapping[str, str] | None = None) -> Answer:
    """One HTTP request, its path exactly as given."""
    connection, sent = HTTPConnection("127.0.0.1", port, timeout=10), body.encode() if isinstance(body, str) else body
    try:
        connection.putrequest(method, raw)
        form = {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(sent))}
        for name, value in ({**form, **(headers or {})} if method == "POST" else headers or {}).items():
            connection.putheader(name, value)
        connection.endheaders(sent if method == "POST" else None)
        response: HTTPResponse = connection.getresponse()
        return Answer(response.status, dict(response.getheaders()), response.read())
    finally:
        connection.close()


def post(port: int, url: str, form: Mapping[str, str], token: str = TOKEN) -> Answer:
    """A webhook as Twilio sends it: signed over the public address, without the fragment (contract 2.1, 2.3)."""
    return tell(port, "POST", url, form, token)


def tell(port: int, method: str, url: str, form: Mapping[str, str], token: str = TOKEN) -> Answer:
    """The same by another method: what a GET tells is in its query, and signed as part of the address (contract 1.1, 2.1)."""
    whole, body = url.partition("#")[0], form
    assert whole.startswith(PUBLIC), f"{url} is not an address of ours"
    if method == "GET":
        whole, body = f"{whole}{'&' if '?' in whole else '?'}{urlencode(form)}", {}
    signature = RequestValidator(token).compute_signature(whole, body)
    return fetch(port, method, whole.removeprefix(PUBLIC), urlencode(body), {"X-Twilio-Signature": signature})


@dataclass(slots=True)
class Line:
    """One call. `heard` holds all that was said since it was last emptied, `urls` every webhook sent."""

    port: int
    call: str = "CA" + "0" * 32
    caller: str = "+447700900123"
    heard: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    over: bool = False
    in_queue: bool = False
    waits_s: int = 0
    place: int = 1
    _awaits: ET.Element | None = None
    _rest: list[ET.Element] = field(default_factory=list)
    _queue: ET.Element | None = None

    def ring(self, path: str = "/voice", to: str = HELPLINE) -> "Line":
        """Ring the helpline, or at another path the adviser line."""
        self._tell(PUBLIC + path, {"To": to, "CallStatus": "ringing"})
        return self

    def press(self, keys: str) -> "Line":
        """Press keys where they are awaited."""
        gather = self._pending("Gather")
        assert gather.get("numDigits") in (None, str(len(keys))), "more keys than are taken"
        self._act(gather, {"Digits": keys, "FinishedOnKey": gather.get("finishOnKey") or ""})
        return self

    def say_nothing(self) -> "Line":
        """Let the time for a key go by (contract 3.10)."""
        gather = self._pending("Gather")
        if gather.get("actionOnEmptyResult") == "true":
            self._act(gather, {"Digits": ""})
        else:
            self.waits_s += sum(int(pause.get("length", "1")) for pause in gather.iter("Pause"))
            self._follow(self._rest)
        return self

    def speak(self, seconds: int, ended_by: str = "#") -> "Line":
        """Leave a message (contract 3.25): the action at once, the news of the recording after it."""
        record = self._pending("Record")
        sid = sha256(f"{self.call} {len(self.urls)}".encode()).hexdigest()[:32]
        told = {"RecordingUrl": RECORDING + sid, "RecordingDuration": str(seconds), "Digits": ended_by}
        news = {**told, "RecordingSid": "RE" + sid, "RecordingStatus": "completed"}
        self._act(record, {**told, "RecordingSid": "RE" + sid})
        method = record.get("recordingStatusCallbackMethod", "POST")
        if callback := record.get("recordingStatusCallback"):
            answer = tell(self.port, method, callback, {"CallSid": self.call, **news})
            assert (answer.status, answer.body) == (204, b"")
        return self

    def wait(self) -> "Line":
        """Let the pause go by that something was asked to wait for."""
        redirect = self._pending("Redirect")
        self._tell((redirect.text or "").strip(), {}, redirect.get("method"))
        return self

    def leave_queue(self, result: str) -> "Line":
        """The queue lets the call go (contract 3.33, 3.34)."""
        assert self._queue is not None, "not in a queue"
        queue, self._queue, self.in_queue = self._queue, None, False
        self._act(queue, {"QueueResult": result, "QueueTime": str(self.waits_s)})
        return self

    def dial_ends(self, status: str) -> "Line":
        """The adviser's turn with a caller is over (contract 3.43)."""
        self._act(self._pending("Dial"), {"DialCallStatus": status})
        return self

    def said(self) -> str:
        """What was said since this was last asked."""
        words, self.heard = " ".join(self.heard), []
        return words

    def _pending(self, tag: str) -> ET.Element:
        assert not self.over, "the call is over"
        assert self._awaits is not None
        assert self._awaits.tag == tag, f"the line awaits {self._awaits.tag}"
        return self._awaits

    def _act(self, verb: ET.Element, fields: Mapping[str, str]) -> None:
        self._tell(verb.attrib["action"], fields, verb.get("method"))

    def _tell(self, url: str, fields: Mapping[str, str], method: str | None = None) -> None:
        self.urls.append(url)
        assert len(self.urls) < MOST_DOCUMENTS, "the call goes round"
        form = {"CallSid": self.call, "AccountSid": "AC" + "0" * 32, "From": self.caller, "To": HELPLINE, "ApiVersion": "2010-04-01"}
        if self.in_queue:
            form |= {"QueuePosition": str(self.place), "QueueTime": str(self.waits_s), "CurrentQueueSize": "3", "AvgQueueTime": "60"}
        form |= {"CallStatus": "in-progress", "Direction": "inbound"}
        answer = tell(self.port, method or "POST", url, form | dict(fields))  # (contract 3.9, 3.20, 3.24, 3.28, 3.42)
        assert answer.status == 200, answer.text
        assert answer.headers["Content-Type"] == "text/xml; charset=utf-8"
        assert faults(answer.text, waiting=self.in_queue) == []
        self.documents.append(answer.text)
        self._follow(list(ET.fromstring(answer.text)))

    def _follow(self, verbs: list[ET.Element]) -> None:
        self._awaits, self._rest = None, []
        for n, verb in enumerate(verbs):
            if verb.tag == "Redirect" and n and verbs[n - 1].tag == "Pause":
                self._awaits = verb
                return
            if self._do(verb, verbs[n + 1 :]):
                return
        self.over = True  # the end of a document is the end of the call (contract 1.20)

    def _do(self, verb: ET.Element, rest: list[ET.Element]) -> bool:
        match verb.tag:
            case "Say" | "Play" | "Pause":
                self._hear(verb)
                return False
            case "Gather":
                for inner in verb:
                    self._hear(inner)
                self._awaits, self._rest = verb, rest
            case "Record" | "Dial":
                self._awaits = verb
            case "Redirect":
                self._tell((verb.text or "").strip(), {}, verb.get("method"))
            case "Enqueue":
                self._queue, self.in_queue, self.waits_s = verb, True, 0
                self._tell(verb.attrib["waitUrl"], {}, verb.get("waitUrlMethod"))
            case "Leave":
                self.leave_queue("leave")
            case "Hangup":
                self.over = True
            case other:
                raise AssertionError(other)
        return True

    def _hear(self, verb: ET.Element) -> None:
        if verb.tag == "Play":
            clip = fetch(self.port, "GET", (verb.text or "").removeprefix(PUBLIC))
            assert (clip.status, clip.headers["Content-Type"]) == (200, "audio/wav")
        if verb.tag != "Pause":
            self.heard.append("".join(verb.itertext()).strip())
