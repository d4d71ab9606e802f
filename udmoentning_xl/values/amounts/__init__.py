"""Written amounts -> whole kroner; headings and notes -> the unit and sign rule of a table.

``units`` reads headings, ``written`` takes a text apart, ``words`` holds the vocabulary and ``reading`` says what the
parts mean. Sums and rows are no business of this package.
"""

from udmoentning_xl.values.amounts.meaning import Amount, AmountKind
from udmoentning_xl.values.amounts.reading import amount_of_number, is_other_unit, read_amount
from udmoentning_xl.values.amounts.units import SignRule, Unit, read_sign_rule, read_unit

__all__ = [
    "Amount",
    "AmountKind",
    "SignRule",
    "Unit",
    "amount_of_number",
    "is_other_unit",
    "read_amount",
    "read_sign_rule",
    "read_unit",
]
