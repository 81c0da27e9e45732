"""Pictures, where people would rather look: readable in grey print, with their numbers as text beside them.

Colour is never alone: place, shape, hatch or a label says the same. matplotlib draws, by its objects alone, so that no
window system and no global state is touched.
"""

from kodeverk.pictures.case_marks import case_marks
from kodeverk.pictures.code_map import code_map, code_maps
from kodeverk.pictures.driving_cells import driving_forces
from kodeverk.pictures.driving_force import coordination, dialogue_model, driving_force_model
from kodeverk.pictures.evidence_board import evidence_board, evidence_boards
from kodeverk.pictures.network import co_occurrence_network
from kodeverk.pictures.partnership import office_structure, partnership_model
from kodeverk.pictures.picture import Picture
from kodeverk.pictures.saturation_band import saturation_band

__all__ = [
    "Picture", "case_marks", "co_occurrence_network", "code_map", "code_maps", "coordination", "dialogue_model",
    "driving_force_model", "driving_forces", "evidence_board", "evidence_boards", "office_structure",
    "partnership_model", "saturation_band",
]  # fmt: skip
