"""The sections (hovedpunkter) of one plan: those of the settings, or its own where the list is not this plan's.

The built-in list is one municipality's. Where a plan mostly has others, they are its own; what then looks like a slip
is judged by the plan's own words.
"""

from collections import Counter
from collections.abc import Sequence

from udmoentning_xl.config import Config, default_config
from udmoentning_xl.danish import fold, is_near
from udmoentning_xl.plan import Observation
from udmoentning_xl.reading.cells import RawItem

#: A spelling is a slip of another that has so many times as many items.
_SLIP = 3


def settle_sections(items: Sequence[RawItem], config: Config, *, is_foreign: bool) -> tuple[str, ...]:
    """The plan's sections, in the order they come; of its own ones what was noticed as unknown is taken back.

    Those of a plan whose committees are others than the built-in ones (``is_foreign``) are its own.
    """
    counted = Counter(item.text_of("section") for item in items)
    del counted[""]
    listed = {fold(section) for section in config.sections}
    unknown = [section for section in counted if fold(section) not in listed]
    is_listed = not is_foreign and bool(counted) and 2 * len(unknown) <= len(counted)
    if config.sections != default_config().sections or is_listed:
        return config.sections
    slips = {section: other for section in counted if (other := _slip_of(section, counted))}
    for item in items:
        kept = [one for one in item.observations if one["what"] != Observation.SECTION_UNKNOWN]
        slip = [one for one in item.observations if one["what"] == Observation.SECTION_UNKNOWN and one["text"] in slips]
        item.observations = [*kept, *({**one, "detail": slips[str(one["text"])]} for one in slip)]
    return tuple(section for section in counted if section not in slips)


def _slip_of(section: str, counted: Counter[str]) -> str | None:
    """The section that this one is a misspelling of: near it, and with far more items."""
    often = [other for other, times in counted.items() if times >= _SLIP * counted[section] and other != section]
    return next((other for other in often if is_near(section, other)), None)
