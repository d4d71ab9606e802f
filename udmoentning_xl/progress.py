"""A line on the terminal that says what is going on, when it takes more than two seconds; nothing where nobody looks.

The line stands on stderr and is gone when the work is done, so that what was asked for is all that stays. Who may be
shown it (``--stille``) is the business of ``danish_click``.
"""

import shutil
import sys
import threading
import time
from typing import TextIO

#: So long nobody wonders, in seconds; and so often the line is written anew.
AFTER, EVERY = 2.0, 1.0


class Progress:
    """Shows ``what`` with the seconds it has taken, from the moment the block begins, or from the first call.

    A call tells how far the work is: „Sender 2 af 7: KFU“. Without a terminal, or where it is not ``shown``, nothing is
    ever written.
    """

    def __init__(
        self,
        what: str,
        *,
        shown: bool = True,
        at_once: bool = True,
        stream: TextIO | None = None,
        after: float = AFTER,
        every: float = EVERY,
    ) -> None:
        self._what = self._told = what
        self._stream = stream or sys.stderr
        self._shown = shown and self._stream.isatty()
        self._at_once, self._after, self._every = at_once, after, every
        self._done = threading.Event()
        self._thread: threading.Thread | None = None
        self._width = 0

    def __enter__(self) -> "Progress":
        if self._at_once:
            self._start()
        return self

    def __call__(self, done: int, total: int, what: str) -> None:
        """Tell that ``done`` of ``total`` are done, and which comes now."""
        if what:
            self._told = f"{self._what} {done + 1} af {total}: {what}"
        self._start()

    def __exit__(self, *failure: object) -> None:
        self._done.set()
        if self._thread:
            self._thread.join()

    def _start(self) -> None:
        if self._shown and self._thread is None:
            self._thread = threading.Thread(target=self._run, daemon=True)
            self._thread.start()

    def _run(self) -> None:
        begun = time.monotonic()
        wait = self._after
        while not self._done.wait(wait):
            wait = self._every
            self._write(f"{self._told} … {time.monotonic() - begun:.0f} sek.")
        if self._width:
            self._write("")
            self._stream.write("\r")
            self._stream.flush()

    def _write(self, text: str) -> None:
        """Write over the line before, and no further than the terminal is wide: else it would be left behind."""
        text = text[: max(shutil.get_terminal_size().columns - 1, 1)]
        self._stream.write("\r" + text + " " * (self._width - len(text)))
        self._stream.flush()
        self._width = len(text)
