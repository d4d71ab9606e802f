"""The imaginary offices, a few to a module. Each maker writes one folder under samples/layouts/."""

from __future__ import annotations

from collections.abc import Callable

from . import committees, elsewhere, formats, habits, ordinary, traces

MAKERS: dict[str, Callable[[str], None]] = {
    "01-ark-pr-art": ordinary.sheet_per_kind,
    "02-to-planer": ordinary.two_plans,
    "03-langt-nede": ordinary.far_down,
    "04-printsider": ordinary.printed_pages,
    "05-ark-pr-udvalg": committees.sheet_per_committee,
    "06-udvalgsbannere": committees.committee_banners,
    "07-matrix-af-x": committees.matrix_of_x,
    "08-matrix-af-datoer": committees.matrix_of_dates,
    "09-koder": elsewhere.codes_that_name_the_committee,
    "10-kommaer-i-navne": elsewhere.commas_in_names,
    "11-blokke": elsewhere.blocks,
    "12-totaler-og-noter": elsewhere.totals_and_footnotes,
    "13-positive-besparelser": habits.positive_savings,
    "14-opgaveliste": habits.task_list,
    "15-afsluttede": habits.finished_sheet,
    "16-flere-aar-i-celle": habits.several_years_in_a_cell,
    "17-fra-mac": traces.from_a_mac,
    "18-indsat-fra-word": traces.pasted_from_word,
    "19-excel-fejl": traces.excel_faults,
    "20-lagt-vaek": traces.put_away,
    "21-kun-farver": traces.colours_only,
    "22-egne-ord": formats.own_words,
    "23-mangler": formats.lacking,
    "24-gammel-excel": formats.old_excel,
    "25-libreoffice": formats.libreoffice,
}
