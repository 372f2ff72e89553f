"""What a column of a file can hold."""

TEXT, INTEGER, MONEY, FRACTION, NUMBER = "text", "integer", "money", "fraction", "number"
EXACT = "exact"
"""A number with every digit of its source."""
