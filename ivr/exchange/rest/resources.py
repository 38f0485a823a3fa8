"""What the REST API can be asked to do: one function a kind of resource.

Each takes the exchange's texts and plant, the ids in the path and the fields, which have been checked, and gives HTTP's status and a
shape. `RefusedError` where Twilio says no.
"""

from ivr.exchange.call import Call
from ivr.exchange.deliveries import LONGEST_VALID_S
from ivr.exchange.interruptions import Dropped, Redirected
from ivr.exchange.queues import Member, Queue
from ivr.exchange.rest import shapes
from ivr.exchange.rest.fields import Fields
from ivr.exchange.rest.shapes import Shape
from ivr.exchange.steps import Fetch, Inline
from ivr.exchange.texts import Message, RefusedError, Texts

Said = tuple[int, Shape | None]
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
            valid_s=int(fields.get("ValidityPeriod", LONGEST_VALID_S)),
        )
        return 201, shapes.message(taken, account)
    if not ids:
        return 200, _listed("messages", [shapes.message(found, account) for found in reversed(texts.messages)], account, fields)
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
        return 200, _listed("calls", [shapes.call(found, plant.account) for found in reversed(plant.calls.values())], plant.account, fields)
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
        made = plant.queues.open(fields["FriendlyName"])
        made.max_size = int(fields.get("MaxSize", made.max_size))
        return 201, shapes.queue(made, plant.account)
    if not ids:
        found = [shapes.queue(queue, plant.account) for queue in plant.queues.by_name.values()]
        return 200, shapes.page("queues", found, shapes.uri(plant.account, "Queues"), fields)
    queue = plant.queues.find(ids[0])
    if queue is None or queue.sid != ids[0]:
        raise _missing("queue")
    if len(ids) > 1:
        return _members(queue, plant.account, method, ids[2:], fields)
    if method == "POST":
        queue.max_size = int(fields.get("MaxSize", queue.max_size))
    return 200, shapes.queue(queue, plant.account)


def _members(queue: Queue, account: str, method: str, ids: list[str], fields: Fields) -> Said:
    if not ids:
        members = [shapes.member(found, queue, account) for found in queue.members]
        return 200, shapes.page("queue_members", members, shapes.uri(account, "Queues", queue.sid, "Members"), fields)
    found = _found_member(queue, ids[0])
    shape = shapes.member(found, queue, account)
    if method == "POST":
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


def _listed(name: str, items: list[Shape], account: str, fields: Fields) -> Shape:
    wanted = {field.lower(): fields[field] for field in ("To", "From", "Status") if field in fields}
    found = [item for item in items if all(item[field] == value for field, value in wanted.items())]
    return shapes.page(name, found, shapes.uri(account, name.title()), fields)


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
