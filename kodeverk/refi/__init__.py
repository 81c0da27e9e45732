"""REFI-QDA: exchange with other programs for qualitative analysis."""

from kodeverk.refi.codebook import to_qdc

__all__ = ["to_qdc"]
