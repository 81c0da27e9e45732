"""Programs that serve notebooks on this machine: real ones, with settings of their own, ended with all they started."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psutil

from tests.needs import package_program

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 90
"""Seconds a program may take to come up on a busy machine."""

SETTINGS = {"@jupyter-widgets/jupyterlab-manager:plugin": {"saveState": True}}
"""What a researcher may have chosen that is the worst for confidentiality: widget state is saved in the notebook."""
NO_NEWS = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}


class Server(NamedTuple):
    """A program that serves notebooks.

    Attributes
    ----------
    kind : str
        "lab", "notebook" or "marimo".
    address : str
    folder : pathlib.Path
        Where its notebooks lie.
    process : subprocess.Popen
    """

    kind: str
    address: str
    folder: Path
    process: subprocess.Popen[bytes]


@contextmanager
def jupyter(kind: str, folder: Path) -> Iterator[Server]:
    """Serve a new folder by ``jupyter lab`` or ``jupyter notebook``: no token, no news, nothing of the user's own."""
    program = package_program("jupyter", "jupyterlab" if kind == "lab" else kind, "anywidget", "ipykernel")
    notebooks, port = folder / "notebooks", free_port()
    settings = folder / "config" / "labconfig"
    for each in (notebooks, settings):
        each.mkdir(parents=True)
    (settings / "page_config.json").write_text(json.dumps(NO_NEWS if kind == "lab" else {}))
    (settings / "default_setting_overrides.json").write_text(json.dumps(SETTINGS))
    places = {"CONFIG": "config", "DATA": "data", "RUNTIME": "runtime"}
    own = {f"JUPYTER_{name}_DIR": str(folder / place) for name, place in places.items()}
    command = [
        program, kind, "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0",
        "--IdentityProvider.token=", "--ServerApp.password=", f"--ServerApp.root_dir={notebooks}",
        "--ServerApp.disable_check_xsrf=True", "--expose-app-in-browser",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]  # fmt: skip
    with _serving(command, folder, own, f"http://127.0.0.1:{port}/api") as process:
        yield Server(kind, f"http://127.0.0.1:{port}", notebooks, process)


@contextmanager
def marimo(folder: Path, file: Path, *, how: str = "run") -> Iterator[Server]:
    """Serve one marimo notebook by ``marimo run`` or ``marimo edit``."""
    program, port = package_program("marimo", "marimo", "anywidget"), free_port()
    command = [program, how, "--headless", "--no-token", f"--port={port}", str(file)]
    with _serving(command, folder, {}, f"http://127.0.0.1:{port}/health") as process:
        yield Server("marimo", f"http://127.0.0.1:{port}", file.parent, process)


def free_port() -> int:
    """Return a port nothing listens to."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def _serving(command: list[str], folder: Path, own: Mapping[str, str], alive: str) -> Iterator[subprocess.Popen[bytes]]:
    home = {name: str(folder / "home") for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")}
    environment = {**os.environ, **home, **own, "IPYTHONDIR": str(folder / "ipython"), "PYTHONPATH": str(ROOT)}
    with (folder / "log.txt").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait_for(alive, process, folder / "log.txt")
            yield process
        finally:
            end(process)


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"{process.args!r} did not come up:\n{log.read_text(errors='replace')[-3000:]}")


def end(process: subprocess.Popen[bytes]) -> None:
    """End a program and everything it has started: politely, then not."""
    if process.poll() is not None:
        return
    started = psutil.Process(process.pid).children(recursive=True)
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(10)
    for each in psutil.wait_procs(started, timeout=3)[1]:
        each.kill()
