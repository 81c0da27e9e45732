"""The window: coding in a notebook, and where Python and JavaScript agree on positions."""

from kodeverk.notebook.offsets import from_utf16, to_utf16

__all__ = ["from_utf16", "to_utf16"]
