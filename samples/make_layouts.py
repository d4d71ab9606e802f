"""Writes samples/layouts/: small plans as many different offices would have built them, each with its truth beside it.

    python samples/make_layouts.py            # every layout; the same bytes at each run
    python samples/make_layouts.py 03 07      # some of them

The truth (`expected.json`) is written by hand together with the cells, never computed by the tool. The .xls and .ods
plans are converted by LibreOffice from a workbook made here, only when asked for with `--konverter`, as LibreOffice
stamps each file it writes; the committed files are kept otherwise.
"""

from __future__ import annotations

import sys

from layout_makers import MAKERS


def main(arguments: list[str]) -> None:
    """Run the makers whose folder starts with one of the arguments, or all."""
    wanted = [a for a in arguments if not a.startswith("-")]
    for folder, maker in MAKERS.items():
        if not wanted or any(folder.startswith(w) for w in wanted):
            maker(folder)


if __name__ == "__main__":
    main(sys.argv[1:])
