"""The imaginary offices, a few to a module. Each maker writes one folder under samples/layouts/."""

from __future__ import annotations

from collections.abc import Callable

from . import committees, ordinary

MAKERS: dict[str, Callable[[str], None]] = {
    "01-ark-pr-art": ordinary.sheet_per_kind,
    "02-to-planer": ordinary.two_plans,
    "03-langt-nede": ordinary.far_down,
    "04-printsider": ordinary.printed_pages,
    "05-ark-pr-udvalg": committees.sheet_per_committee,
    "06-udvalgsbannere": committees.committee_banners,
    "07-matrix-af-x": committees.matrix_of_x,
    "08-matrix-af-datoer": committees.matrix_of_dates,
}
