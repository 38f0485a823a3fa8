"""Forgetting: ours first, then the provider's copies, and what cannot be deleted now is for the next time."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ivr.texts.forget import Deletion, Forgetter, forget
from tests.small import NOW

AGE = timedelta(days=30)


@dataclass
class Memory:
    """Texts whose numbers are to be erased, and the provider's ids of their copies."""

    kept: dict[str, str]
    erased_before: list[datetime] = field(default_factory=list)

    def erase(self, before: datetime) -> int:
        self.erased_before.append(before)
        return len(self.kept)

    def copies(self) -> list[tuple[str, str]]:
        return list(self.kept.items())

    def copy_deleted(self, id: str) -> None:
        del self.kept[id]


@dataclass
class Provider:
    """A provider that answers as it is told to, and keeps what it was asked to delete."""

    answers: dict[str, Deletion] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def delete(self, sid: str) -> Deletion:
        self.asked.append(sid)
        return self.answers.get(sid, Deletion.GONE)


def forgotten(memory: Memory, provider: Provider) -> int:
    return forget(Forgetter(memory, provider, lambda: NOW), AGE)


def test_what_is_old_is_erased_and_every_copy_of_it_deleted() -> None:
    memory, provider = Memory({"1": "SM1", "2": "SM2"}), Provider()
    assert forgotten(memory, provider) == 2
    assert memory.erased_before == [NOW - AGE]
    assert (provider.asked, memory.kept) == (["SM1", "SM2"], {})


def test_a_copy_that_the_provider_keeps_does_not_hold_up_the_others_and_is_asked_for_again() -> None:
    memory, provider = Memory({"1": "SM1", "2": "SM2"}), Provider({"SM1": Deletion.KEPT})
    forgotten(memory, provider)
    assert memory.kept == {"1": "SM1"}
    provider.answers.clear()
    forgotten(memory, provider)
    assert memory.kept == {}


def test_a_provider_that_takes_nothing_now_is_not_asked_for_the_rest() -> None:
    memory, provider = Memory({"1": "SM1", "2": "SM2"}), Provider({"SM1": Deletion.NOT_NOW})
    forgotten(memory, provider)
    assert (provider.asked, memory.kept) == (["SM1"], {"1": "SM1", "2": "SM2"})
