"""What listens for keys while they are awaited: takes each until there are enough, or one says that it was the last.

Knows keys and counts; nothing of time (contract 3.11, 3.12).
"""

from dataclasses import dataclass, field


@dataclass(eq=False, slots=True)
class Ears:
    """Awaits `most` keys (None: any number) or one of `finish`. With `only_finish` other keys go unheard."""

    most: int | None
    finish: str
    only_finish: bool = False
    typed: str = field(default="", repr=False)
    finished_by: str = field(default="", repr=False)

    def hear(self, key: str) -> bool:
        """Take a key; False for one that comes too late, or is not awaited."""
        if self.complete:
            return False
        if key in self.finish:
            self.finished_by = key
            return True
        if not self.only_finish:
            self.typed += key
        return not self.only_finish

    @property
    def complete(self) -> bool:
        """Whether nothing more is awaited."""
        return bool(self.finished_by) or (self.most is not None and len(self.typed) >= self.most)
