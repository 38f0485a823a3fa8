"""The voice that reads where nobody has yet: Kokoro's `bf_emma`, from pinned packages. An extra; no server needs it."""
