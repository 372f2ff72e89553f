"""The readings of single cells, gathered under one name."""

from data_access.validation.amounts import read_amount
from data_access.validation.codes import read_code
from data_access.validation.dates import read_date, read_year
from data_access.validation.readings import RawValue, Reading, at, is_not_reported, shown
from data_access.validation.texts import read_percentage, read_text

__all__ = [
    "RawValue",
    "Reading",
    "at",
    "is_not_reported",
    "read_amount",
    "read_code",
    "read_date",
    "read_percentage",
    "read_text",
    "read_year",
    "shown",
]
