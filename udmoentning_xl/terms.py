"""Every word that is read or written: fields, their Danish labels, the headings they go by, kinds and sheet names.

Aliases are compared on the folded form (``danish.fold``): case, hyphens, line breaks and punctuation do not count.
Sentences stand where they are used; what a text *means* is the business of ``values``.
"""

from enum import StrEnum


class Field(StrEnum):
    """A column of a plan. Years are no fields of their own: an amount column carries its year."""

    NUMBER = "number"
    KIND = "kind"
    SECTION = "section"
    TITLE = "title"
    DESCRIPTION = "description"
    PROCESS = "process"
    CROSS_CUTTING = "cross_cutting"
    RESPONSIBLE = "responsible"
    COMMITTEE = "committee"
    DUE = "due"
    COMPLETION = "completion"
    STRATEGIC = "strategic"
    CONFIDENTIAL = "confidential"
    STATUS = "status"
    REMARKS = "remarks"
    INTERNAL = "internal"


#: The label each field carries in everything we write.
LABELS: dict[str, str] = {
    Field.NUMBER: "Nr.",
    Field.KIND: "Type",
    Field.SECTION: "Hovedpunkt",
    Field.TITLE: "Indsats",
    Field.DESCRIPTION: "Beskrivelse",
    Field.PROCESS: "Proces",
    Field.CROSS_CUTTING: "Tværgående aspekter",
    Field.RESPONSIBLE: "Ansvarlig",
    Field.COMMITTEE: "Udvalg",
    Field.DUE: "Vejledende tidspunkt",
    Field.COMPLETION: "Afsluttet",
    Field.STRATEGIC: "Strategisk plan",
    Field.CONFIDENTIAL: "Lukket",
    Field.STATUS: "Status",
    Field.REMARKS: "Bemærkninger",
    Field.INTERNAL: "Intern",
}

#: The keys of ``[kolonner]`` in udmoentning.toml.
CONFIG_FIELDS: dict[str, Field] = {
    "nr": Field.NUMBER,
    "type": Field.KIND,
    "hovedpunkt": Field.SECTION,
    "emne": Field.TITLE,
    "beskrivelse": Field.DESCRIPTION,
    "proces": Field.PROCESS,
    "tvaergaaende": Field.CROSS_CUTTING,
    "ansvarlig": Field.RESPONSIBLE,
    "udvalg": Field.COMMITTEE,
    "tidspunkt": Field.DUE,
    "afsluttet": Field.COMPLETION,
    "strategisk": Field.STRATEGIC,
    "fortrolig": Field.CONFIDENTIAL,
    "status": Field.STATUS,
    "bemaerkninger": Field.REMARKS,
    "intern": Field.INTERNAL,
}

KIND_LABELS: dict[str, str] = {
    "operating_change": "Driftsændring",
    "capital_project": "Anlægsprojekt",
    "declaration_of_intent": "Hensigtserklæring",
}
KIND_PLURALS: dict[str, str] = {
    "operating_change": "Driftsændringer",
    "capital_project": "Anlægsprojekter",
    "declaration_of_intent": "Hensigtserklæringer",
}
COMPLETION_LABELS: dict[str, str] = {
    "done": "Afsluttet",
    "open": "Åben",
    "partial": "Delvist",
    "dropped": "Udgår",
    "unclear": "Uklar",
}
DUE_KIND_LABELS: dict[str, str] = {
    "interval": "periode",
    "until": "senest",
    "from": "fra",
    "continuous": "løbende",
    "depends": "afventer",
    "unset": "ikke fastsat",
    "invalid": "kan ikke læses",
    "ambiguous": "tvetydigt",
    "status": "status",
}
ROLE_LABELS: dict[str, str] = {"standing": "behandler", "finance": "indstiller", "council": "beslutter", "other": "orienteres"}
ROW_ROLE_LABELS: dict[str, str] = {
    "title": "titel",
    "heading": "overskrift",
    "banner": "mellemoverskrift",
    "total": "sum",
    "note": "note",
    "blank": "tom",
    "unread": "ikke læst",
}
SEVERITY_PLURALS: dict[str, str] = {"fejl": "fejl", "advarsel": "advarsler", "note": "noter"}


class SheetName(StrEnum):
    """The generated sheets that are not a committee's."""

    OVERVIEW = "Oversigt"
    CONTROL = "Kontrol"
    WHOLE_PLAN = "Samlet plan"
    TIMELINE = "Tidsplan"
    CHANGES = "Ændringer"
    ABOUT = "Om"
