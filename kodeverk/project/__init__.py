"""The hall: the study as one object that binds the verbs and the looks."""

from kodeverk.project.looks import Study
from kodeverk.project.project import Project, load

__all__ = ["Project", "Study", "load"]
