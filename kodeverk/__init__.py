"""kodeverk: qualitative interview coding and analysis, from transcript to theory-checked finding.

The public surface is what `__all__` lists; everything is loaded when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kodeverk.messages import use_language
    from kodeverk.project import Project, Study, load
    from kodeverk.project.exchanging import read_qdpx
    from kodeverk.project.exchanging_natively import read_project
    from kodeverk.project.surveying import read_literature, read_survey, response_rates

__version__ = "0.1.0"
__all__ = [
    "Project", "Study", "load", "read_literature", "read_project", "read_qdpx", "read_survey", "response_rates",
    "use_language", "__version__",
]  # fmt: skip

_ROOMS = {
    "Project": "kodeverk.project",
    "Study": "kodeverk.project",
    "load": "kodeverk.project",
    "read_literature": "kodeverk.project.surveying",
    "read_project": "kodeverk.project.exchanging_natively",
    "read_qdpx": "kodeverk.project.exchanging",
    "read_survey": "kodeverk.project.surveying",
    "response_rates": "kodeverk.project.surveying",
    "use_language": "kodeverk.messages",
}


def __getattr__(name: str) -> Any:
    if name in _ROOMS:
        return getattr(import_module(_ROOMS[name]), name)
    raise AttributeError(f"module 'kodeverk' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
