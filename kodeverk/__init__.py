"""kodeverk: qualitative interview coding and analysis, from transcript to finding."""

__version__ = "0.1.0"
