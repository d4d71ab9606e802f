"""What in a workbook that holds no plan comes nearest to the headings of one, and what it lacks."""

from collections.abc import Iterable
from dataclasses import dataclass

from udmoentning_xl.config import Config
from udmoentning_xl.danish import listed
from udmoentning_xl.nearby import command_word
from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.headings import BODY, CONTAINED, WEAK, HeadingReader
from udmoentning_xl.reading.source import SheetData
from udmoentning_xl.terms import LABELS, Field
from udmoentning_xl.values.committees import CommitteeReader

#: So many rows of each sheet are looked at.
_ROWS = 80
#: A row of fewer or longer texts is no row of headings.
_FEWEST, _LONGEST = 2, 90
#: So many headings of the row are told.
_TOLD = 6
_COMPANIONS = (Field.COMMITTEE, Field.DUE, Field.COMPLETION)


@dataclass(frozen=True)
class NearestRow:
    """A row (as Excel counts) of texts, each with the target it may mean or None, and what it lacks as a clause."""

    sheet: str
    row: int
    headings: tuple[tuple[str, str | None], ...]
    lacks: str

    def sentence(self, name: str) -> str:
        """Why the workbook ``name`` is refused, and what to do."""
        shown = [f"„{heading}“" for heading, _ in self.headings[:_TOLD]]
        more = " m.fl." if len(self.headings) > _TOLD else ""
        return (
            f"Der er ingen udmøntningsplan i {name}. Det nærmeste er arket {self.sheet}, række {self.row}: "
            f"{', '.join(shown)}{more}, men {self.lacks}. Er det den rigtige fil, så skriv udmoentning opsaet "
            f"{command_word(name)}, og ret i udmoentning.toml, hvad kolonnerne er."
        )


def nearest(sheets: Iterable[SheetData], config: Config) -> NearestRow | None:
    """The row that says most of what a plan's headings say, the first of equals; None where no row says anything."""
    reader = HeadingReader(CommitteeReader(config.bodies), config.columns, config.years[0])
    best: tuple[int, NearestRow] | None = None
    for sheet in sheets:
        grid = Grid(sheet)
        for row in range(min(grid.height, _ROWS)):
            texts = [grid.text(row, column) for column in grid.filled(row)]
            if len(texts) < _FEWEST or max(map(len, texts)) > _LONGEST:
                continue
            guesses = [next(iter(reader.guesses(text)), None) for text in texts]
            targets = [guess.target if guess and guess.strength >= WEAK else None for guess in guesses]
            said = {one for one in targets if one}
            bodies = {one for one in said if one.startswith(BODY)}  # a single one stands in a row of data
            worth = 2 * len(said - bodies) + 2 * (len(bodies) > 1)
            worth += any(guess is not None and guess.strength >= CONTAINED for guess in guesses if worth)
            if worth and (best is None or worth > best[0]):
                found = NearestRow(sheet.name, row + 1, tuple(zip(texts, targets, strict=True)), _lacks(targets))
                best = worth, found
    return best[1] if best else None


def _lacks(targets: list[str | None]) -> str:
    if Field.TITLE not in targets:
        return "der mangler en kolonne med det, indsatsen hedder"
    missing = [LABELS[one] for one in _COMPANIONS if one not in targets]
    return f"der mangler kolonner som {listed(missing)}" if missing else "rækken ligner ikke en række med overskrifter"
