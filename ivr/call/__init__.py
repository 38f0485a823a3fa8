"""WHAT HAPPENS NEXT: what was heard, and the turn that answers it. Pure."""
