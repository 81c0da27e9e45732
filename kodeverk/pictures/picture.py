"""A picture: drawn once, written as SVG or PNG, and told in words."""

from __future__ import annotations

import base64
import gc
import io
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from kodeverk.errors import KodeverkError
from kodeverk.files import replacing
from kodeverk.views import html

if TYPE_CHECKING:
    from matplotlib.figure import Figure

STYLE = {
    "font.family": "sans-serif",
    # the first is what widths are measured in; the others are narrower, so that no label grows into the next
    "font.sans-serif": ["DejaVu Sans", "Verdana", "Helvetica", "Arial"],
    "hatch.linewidth": 0.6,
    "svg.fonttype": "none",  # letters stay letters: searched, copied, read aloud
    "svg.hashsalt": "kodeverk",  # the same picture is the same file
    "text.parse_math": False,  # a dollar sign in a name is a dollar sign
}
DOTS_PER_INCH = 200


@contextmanager
def styled() -> Iterator[None]:
    """Draw in the style of all pictures, whatever the notebook has set; a sign no font has is left out in silence."""
    from matplotlib.style import context

    with context(["default", STYLE]), warnings.catch_warnings(), _not_collected():
        warnings.filterwarnings("ignore", message=".*[Gg]lyph.*missing.*")
        yield


@contextmanager
def _not_collected() -> Iterator[None]:
    """Look for no garbage: a picture is thousands of small parts that all live, and would be walked over and over."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


class Picture(NamedTuple):
    """A picture that shows itself in a notebook.

    Attributes
    ----------
    figure : matplotlib.figure.Figure
    alt : str
        What it shows, with the numbers, in the language in use when it was made: for those who cannot see it.
    """

    figure: Figure
    alt: str

    @property
    def svg(self) -> str:
        """The picture as one ``<svg>`` element, the same for the same study, with `alt` as its title."""
        attributes, rest = self._drawn()
        frame = Markup('<svg role="img" aria-label="{alt}"{attributes}>\n <title>{alt}</title>{rest}')
        return str(frame.format(alt=html.shown(self.alt), attributes=attributes, rest=rest))

    def _drawn(self) -> tuple[Markup, Markup]:
        """Return the attributes of the ``<svg>`` element, and all that follows them."""
        drawn = io.StringIO()
        with styled():
            self.figure.savefig(drawn, format="svg", metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")))
        element = drawn.getvalue()
        start = element.index("<svg")  # the prologue before it names a file on the network
        end = element.index(">", start)
        return Markup(element[start + 4 : end]), Markup(element[end + 1 :])

    @property
    def png(self) -> bytes:
        """The picture as PNG, 200 dots an inch."""
        drawn = io.BytesIO()
        with styled():
            # compressed more it takes longer and is as large: nearly all of it is white
            packed = {"compress_level": 3}
            self.figure.savefig(drawn, format="png", dpi=DOTS_PER_INCH, metadata={"Software": None}, pil_kwargs=packed)
        return drawn.getvalue()

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the picture as ``.svg`` or ``.png`` (200 dots an inch), and return the path.

        Raises
        ------
        KodeverkError
            If the path ends otherwise.
        """
        target = Path(path)
        if target.suffix not in (".svg", ".png"):
            raise KodeverkError(
                f"A picture is written as .svg or .png, not as {target.suffix or 'a file without ending'}."
            )
        with replacing(target) as draft:
            if target.suffix == ".svg":
                draft.write_text(self.svg, encoding="utf-8")
            else:
                draft.write_bytes(self.png)
        return target

    def __repr__(self) -> str:
        return f"<{self.alt}>"

    def _repr_svg_(self) -> str:
        return self.svg

    def _repr_html_(self) -> str:
        # as an image its names and styles cannot mix with those of other pictures on the page; what it shows is told
        # by the image, so the drawing within needs no words
        data = base64.b64encode(Markup("<svg{}>{}").format(*self._drawn()).encode()).decode()
        image = Markup('<img alt="{alt}" src="{source}" style="{style}">')
        style = "max-width:100%;background:#ffffff"
        return str(image.format(alt=html.shown(self.alt), source=f"data:image/svg+xml;base64,{data}", style=style))
