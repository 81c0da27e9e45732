"""``python -m kodeverk``."""

from kodeverk.cli.main import run

run()
