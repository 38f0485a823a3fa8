"""What the REST API can be asked to do: one function a kind of resource.

Each takes the exchange's texts and plant, the ids in the path and the fields, and gives HTTP's status and a shape. `RefusedError` where
Twilio says no. What cannot be asked of this exchange is a 404.
"""

from collections.abc import Mapping

from ivr.exchange.call import Call
from ivr.exchange.interruptions import Dropped, Redirected
from ivr.exchange.queues import Member, Queue
from ivr.exchange.rest import shapes
from ivr.exchange.rest.shapes import Shape
from ivr.exchange.steps import Fetch, Inline
from ivr.exchange.texts import Message, RefusedError, Texts

Fields = Mapping[str, str]
Said = tuple[int, Shape | None]
_LARGEST = 5000  # contract 3.36
_LONGEST = 4000  # characters of TwiML in a request (contract 1.15)


def messages(texts: Texts, method: str, ids: list[str], fields: Fields) -> Said:
    """Messages: create, list, fetch, redact, delete (contract 4.1, 4.17)."""
    account = texts.plant.account
    if not ids and method == "POST":
        taken = texts.take(
            fields.get("To", ""),
            fields.get("Body", ""),
            fields.get("From"),
            fields.get("MessagingServiceSid"),
            fields.get("StatusCallback", ""),
        )
        return 201, shapes.message(taken, account)
    if not ids:
        wanted = [found for found in reversed(texts.messages) if found.to == fields.get("To", found.to)]
        return 200, shapes.page("messages", [shapes.message(found, account) for found in wanted], account, fields)
    found = _found_message(texts, ids[0])
    if method == "DELETE":
        texts.messages.remove(found)
        return 204, None
    if method == "POST":
        found.body = fields.get("Body", found.body)
    return 200, shapes.message(found, account)


def calls(texts: Texts, method: str, ids: list[str], fields: Fields) -> Said:
    """Calls: list, fetch, change (contract 3.48)."""
    plant = texts.plant
    if not ids:
        _only(method, "GET")
        return 200, shapes.page(
            "calls", [shapes.call(found, plant.account) for found in reversed(plant.calls.values())], plant.account, fields
        )
    found = plant.calls.get(ids[0])
    if found is None:
        raise _missing("call")
    if method == "POST":
        _change(found, fields)
    return 200, shapes.call(found, plant.account)


def queues(texts: Texts, method: str, ids: list[str], fields: Fields) -> Said:
    """Queues and their members: create, list, fetch, change, and take a member out (contract 3.37)."""
    plant = texts.plant
    if not ids and method == "POST":
        size = _size(fields)
        made = plant.queues.open(fields["FriendlyName"])
        made.max_size = size or made.max_size
        return 201, shapes.queue(made, plant.account)
    if not ids:
        found = [shapes.queue(queue, plant.account) for queue in plant.queues.by_name.values()]
        return 200, shapes.page("queues", found, plant.account, fields)
    queue = plant.queues.find(ids[0])
    if queue is None or queue.sid != ids[0]:
        raise _missing("queue")
    if len(ids) > 1:
        return _members(queue, plant.account, method, ids[2:], fields)
    if method == "POST":
        queue.max_size = _size(fields) or queue.max_size
    return 200, shapes.queue(queue, plant.account)


def _members(queue: Queue, account: str, method: str, ids: list[str], fields: Fields) -> Said:
    if not ids:
        _only(method, "GET")
        members = [shapes.member(found, queue, account) for found in queue.members]
        return 200, {**shapes.page("queue_members", members, account, fields)}
    found = _found_member(queue, ids[0])
    shape = shapes.member(found, queue, account)
    if method == "POST":
        if "Url" not in fields:
            raise RefusedError(400, 20001, "there is no Url to go to")
        found.call.interrupt(Redirected(Fetch(fields["Url"], fields.get("Method", "POST"))))
    return 200, shape


def _change(call: Call, fields: Fields) -> None:
    if call.over or call.answered is None:
        raise RefusedError(400, 21220, "the call is not in progress")
    if "Url" in fields and "Twiml" in fields:
        raise RefusedError(400, 21218, "Url and Twiml exclude each other")
    if len(fields.get("Twiml", "")) > _LONGEST:
        raise RefusedError(400, 20001, f"more than {_LONGEST} characters of TwiML")
    if "Url" in fields:
        call.interrupt(Redirected(Fetch(fields["Url"], fields.get("Method", "POST"))))
    elif "Twiml" in fields:
        call.interrupt(Redirected(Inline(fields["Twiml"])))
    elif fields.get("Status") in ("completed", "canceled"):
        call.interrupt(Dropped("the application ended the call"))


def _size(fields: Fields) -> int | None:
    if "MaxSize" not in fields:
        return None
    size = int(fields["MaxSize"])
    if not 1 <= size <= _LARGEST:
        raise RefusedError(400, 20001, f"a queue takes 1 to {_LARGEST}")
    return size


def _found_message(texts: Texts, sid: str) -> Message:
    for found in texts.messages:
        if found.sid == sid:
            return found
    raise _missing("message")


def _found_member(queue: Queue, sid: str) -> Member:
    for found in queue.members:
        if sid in (found.call.sid, "Front"):
            return found
    raise _missing("member")


def _missing(what: str) -> RefusedError:
    return RefusedError(404, 20404, f"there is no such {what}")


def _only(method: str, allowed: str) -> None:
    if method != allowed:
        raise RefusedError(405, 20004, "that cannot be asked here")
