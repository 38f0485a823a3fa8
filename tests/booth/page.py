"""A page without a browser: asks what the page asks, and reads what the feed tells."""

import json
from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from ivr.booth.box import Box
from tests.served import until

ORIGIN = "http://127.0.0.1:8300"


@dataclass
class Page:
    """`told` is what the feed has told so far; words are taken as heard as soon as they are said."""

    box: Box
    client: FlaskClient

    @property
    def told(self) -> list[dict[str, Any]]:
        return [json.loads(news.told) for news in self.box.feed.after(0)]

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [told for told in self.told if told["kind"] == kind]

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.client.get(path, base_url=ORIGIN, headers=headers)

    def post(self, path: str, **fields: object) -> TestResponse:
        return self.client.post(path, base_url=ORIGIN, json=fields)

    def ring(self, from_: str = "07700 900123") -> str:
        answer = self.post("/calls", **{"from": from_})
        assert answer.status_code == 201, answer.text
        call: str = answer.json["call"] if answer.json else ""
        self.awaits(call)
        return call

    def awaits(self, call: str, kind: str = "asked", after: int = 0) -> None:
        """Let the words go by until this is told of the call, `after` so much of the feed."""

        def come() -> bool:
            for told in self.told:
                if told["kind"] in ("said", "played") and told["call"] == call:
                    self.box.call(call).heard(told["number"])
            return any(told["kind"] == kind and told.get("call") == call for told in self.told[after:])

        until(come)

    def press(self, call: str, keys: str, then: str = "asked") -> None:
        seen = len(self.told)
        assert self.post(f"/calls/{call}/keys", keys=keys).status_code == 204
        self.awaits(call, then, seen)
