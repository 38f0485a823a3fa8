"""Calls, queues and messages as Twilio writes them in JSON. Knows field names and the form of a date; nothing of what is done with them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import urlencode

from ivr.exchange.call import Call
from ivr.exchange.plant import API_VERSION
from ivr.exchange.queues import Member, Queue
from ivr.exchange.texts import Message

Shape = dict[str, object]


def message(found: Message, account: str) -> Shape:
    """A message (contract 4.5: the count of segments is text, and there is no price yet)."""
    return {
        "account_sid": account,
        "api_version": API_VERSION,
        "body": found.body,
        "date_created": _date(found.made),
        "date_sent": _date(found.sent),
        "date_updated": _date(found.sent or found.made),
        "direction": found.direction,
        "error_code": found.code,
        "error_message": None,
        "from": found.from_,
        "messaging_service_sid": found.service,
        "num_media": "0",
        "num_segments": "0" if found.service and found.sent is None else str(found.segments),
        "price": None,
        "price_unit": "USD",
        "sid": found.sid,
        "status": found.status,
        "subresource_uris": {"media": uri(account, "Messages", found.sid, "Media")},
        "to": found.to,
        "uri": uri(account, "Messages", found.sid),
    }


def call(found: Call, account: str) -> Shape:
    """A call."""
    return {
        "account_sid": account,
        "answered_by": None,
        "api_version": API_VERSION,
        "caller_name": None,
        "date_created": _date(found.began),
        "date_updated": _date(found.ended or found.answered or found.began),
        "direction": found.direction,
        "duration": str(found.seconds) if found.over else None,
        "end_time": _date(found.ended),
        "forwarded_from": None,
        "from": found.from_,
        "from_formatted": found.from_,
        "group_sid": None,
        "parent_call_sid": found.parent or None,
        "phone_number_sid": None,
        "price": None,
        "price_unit": "USD",
        "queue_time": "0",
        "sid": found.sid,
        "start_time": _date(found.answered),
        "status": found.status,
        "subresource_uris": {"recordings": uri(account, "Calls", found.sid, "Recordings")},
        "to": found.to,
        "to_formatted": found.to,
        "trunk_sid": None,
        "uri": uri(account, "Calls", found.sid),
    }


def queue(found: Queue, account: str) -> Shape:
    """A queue (contract 3.37)."""
    return {
        "account_sid": account,
        "average_wait_time": found.average_s,
        "current_size": found.size,
        "date_created": _date(found.made),
        "date_updated": _date(found.made),
        "friendly_name": found.name,
        "max_size": found.max_size,
        "sid": found.sid,
        "uri": uri(account, "Queues", found.sid),
    }


def member(found: Member, of: Queue, account: str) -> Shape:
    """A caller in a queue (contract 3.37)."""
    return {
        "call_sid": found.call.sid,
        "date_enqueued": _date(found.since),
        "position": of.place(found),
        "queue_sid": of.sid,
        "uri": uri(account, "Queues", of.sid, "Members", found.call.sid),
        "wait_time": of.waited_s(found),
    }


def page(name: str, items: Sequence[Shape], at: str, fields: Mapping[str, str]) -> Shape:
    """One page of a list, and where the next one is."""
    size, number = int(fields.get("PageSize", "50")), int(fields.get("Page", "0"))
    start = number * size
    shown = items[start : start + size]

    def link(to: int) -> str:
        return f"{at}?{urlencode({**fields, 'PageSize': size, 'Page': to})}"

    return {
        name: list(shown),
        "end": start + max(0, len(shown) - 1),
        "first_page_uri": link(0),
        "next_page_uri": link(number + 1) if start + size < len(items) else None,
        "page": number,
        "page_size": size,
        "previous_page_uri": link(number - 1) if number else None,
        "start": start,
        "uri": link(number),
    }


def refusal(status: int, code: int, problem: str) -> Shape:
    """What is said instead."""
    return {"code": code, "message": problem, "more_info": f"https://www.twilio.com/docs/errors/{code}", "status": status}


def uri(account: str, *parts: str) -> str:
    """Where something is, from the root of the API."""
    return f"/{API_VERSION}/Accounts/{'/'.join((account, *parts))}.json"


def _date(moment: datetime | None) -> str | None:
    return format_datetime(moment.astimezone(UTC)) if moment else None
