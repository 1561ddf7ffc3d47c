"""What the commands do that need no open register: settings, language, colours, size, help."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from desktop_app.domain.words import Words
from desktop_app.ui.often import REGISTERS
from desktop_app.ui.places import SUFFIX
from desktop_app.ui.session import Session
from desktop_app.ui.settings import LARGEST, SMALLEST

if TYPE_CHECKING:
    from desktop_app.ui.main_window import MainWindow

__all__ = ["General"]

OPEN = Words("Öppna register", "Open register")
STEP = 25


class General:
    """The commands of the window itself, with or without a register."""

    def __init__(self, window: MainWindow) -> None:
        """Work in a window."""
        self._window = window

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what does each command."""
        return {
            "new_register": self._window.begin_register,
            "open_register": self.open_register,
            "settings": self.settings,
            "quit": self._window.close,
            "larger": partial(self.size_by, STEP),
            "smaller": partial(self.size_by, -STEP),
            "switch_language": self.switch_language,
            "switch_colours": self.switch_colours,
            "help": self.help,
            "shortcuts": self.shortcuts,
            "about": self.about,
        }

    def open_register(self) -> None:
        """Let a register be chosen, and open it."""
        from desktop_app.ui.files import Files  # noqa: PLC0415 — when wanted

        window = self._window
        path = Files(window).open_file(window, OPEN, [(REGISTERS, (SUFFIX,))])
        if path is not None:
            window.open_asked.emit(path)

    def settings(self) -> None:
        """Show the settings."""
        from desktop_app.ui.dialogs.settings_dialog import SettingsDialog  # noqa: PLC0415

        window = self._window
        SettingsDialog(window.settings, window.speech, window.theme, self._session, window).open()

    def about(self) -> None:
        """Tell what program this is."""
        from desktop_app.ui.dialogs.about import About  # noqa: PLC0415 — when wanted

        window = self._window
        About(window.speech, window.theme, self._session, window.log, window).open()

    def help(self) -> None:
        """Show how one works in the program."""
        from desktop_app.ui.dialogs.help import Help  # noqa: PLC0415 — when wanted

        Help(self._window.speech, self._window.theme, self._window).open()

    def shortcuts(self) -> None:
        """Show which keys do what."""
        from desktop_app.ui.dialogs.shortcuts import Shortcuts  # noqa: PLC0415 — when wanted

        Shortcuts(self._window.speech, self._window.theme, self._window).open()

    def size_by(self, step: int) -> None:
        """Make everything larger or smaller by so many percent."""
        settings, theme = self._window.settings, self._window.theme
        settings.percent = min(LARGEST, max(SMALLEST, settings.percent + step))
        theme.use(settings.scheme, settings.percent)  # type: ignore[arg-type]

    def switch_language(self) -> None:
        """Speak the other language."""
        settings, speech = self._window.settings, self._window.speech
        if self._window.place is not None:
            self._window.place.flush()
        settings.language = "sv" if speech.language == "en" else "en"
        speech.use(settings.language)

    def switch_colours(self) -> None:
        """Show light colours in place of dark ones, or dark ones in place of light ones."""
        settings, theme = self._window.settings, self._window.theme
        settings.scheme = "light" if theme.dark else "dark"
        theme.use(settings.scheme, settings.percent)  # type: ignore[arg-type]

    @property
    def _session(self) -> Session | None:
        return None if self._window.desk is None else self._window.desk.session
