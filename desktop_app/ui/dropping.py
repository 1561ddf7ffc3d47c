"""What is dragged onto the window: files to take in, a text to paste, or what cannot be taken."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDropEvent

from desktop_app.domain.words import Words

__all__ = ["Dropped", "dropped", "dropped_files"]

FOLDER = (
    Words("{name} är en mapp, och mappar läses inte in.", "{name} is a folder; none is taken in."),
    Words(
        "Öppna mappen, markera filerna och dra dem hit.",
        "Open the folder, select the files and drag them here.",
    ),
)
LINK = (
    Words("Det här är en länk, inte en fil.", "This is a link, not a file."),
    Words(
        "Hämta filen till datorn först och dra den sedan hit.",
        "Fetch the file to the computer first, then drag it here.",
    ),
)
ATTACHMENT = (
    Words(
        "En bilaga kan inte tas direkt ur e-postprogrammet.",
        "An attachment cannot be taken straight from the e-mail program.",
    ),
    Words(
        "Spara bilagan först och dra sedan filen hit.",
        "Save the attachment first, then drag the file here.",
    ),
)
PROMISED = "FileGroupDescriptor"
"""In the name of the format in which Outlook promises files that lie nowhere yet."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """What is dragged.

    Attributes:
        files: The files; a file that is not there any more is told when it is read.
        text: A text without files.
        html: The same with its form, '' without.
        trouble: Why something of it cannot be taken, and what to do; None where all can.
    """

    files: tuple[Path, ...] = ()
    text: str = ""
    html: str = ""
    trouble: tuple[Words, Words] | None = None

    @property
    def something(self) -> bool:
        """Return whether there is anything to take, or to tell about."""
        return bool(self.files or self.text.strip() or self.html.strip() or self.trouble)


def dropped(data: QMimeData | None) -> Dropped:
    """Return what is dragged, or lies on the clipboard; an empty clipboard may give None."""
    if data is None:
        return Dropped()
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    folders = [path for path in paths if path.is_dir()]
    files = tuple(path for path in paths if path not in folders)
    if folders:
        sentence, advice = FOLDER
        return Dropped(files, trouble=(sentence.fill(name=folders[0].name), advice))
    if paths:
        return Dropped(files)
    text = data.text().strip()
    if data.hasUrls() and len(text.split()) <= 1:
        return Dropped(trouble=LINK)
    if any(PROMISED in name for name in data.formats()) and not text:
        return Dropped(trouble=ATTACHMENT)
    return Dropped(text=data.text(), html=data.html() if data.hasHtml() else "")


def dropped_files(event: QDropEvent) -> list[Path]:
    """Return the files that are dragged; what is on other computers is left out."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
