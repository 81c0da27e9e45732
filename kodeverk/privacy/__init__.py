"""The safe: what a study holds of one person."""

from kodeverk.privacy.traces import Trace, traces

__all__ = ["Trace", "traces"]
