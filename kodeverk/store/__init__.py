"""The safe: one study in one SQLite file, with its change log, backups and plain-text dump."""

from kodeverk.store.backup import backup, restore
from kodeverk.store.dump import dump
from kodeverk.store.load import load
from kodeverk.store.log import LogEntry
from kodeverk.store.store import Store
from kodeverk.store.verify import Finding, Verification, verify

__all__ = ["Finding", "LogEntry", "Store", "Verification", "backup", "dump", "load", "restore", "verify"]
