"""``python -m kodeverk.cli``."""

from kodeverk.cli.main import run

run()
