"""Categories that every figure shows beside the named ones, so that no part is lost silently."""

UNASSIGNED = ""
UNASSIGNED_ID = 0
MULTI_COUNTRY = "MUL"
UNDATED_YEAR = 0

UNASSIGNED_KEY = "sin-asignar"
"""How the unassigned category is written in a filter or a link."""

ANY = "*"
ANY_ID = -1
"""Marks, in a summary row, a dimension that is not broken down."""
