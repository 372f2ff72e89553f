"""What a column of a file can hold."""

TEXT, INTEGER, MONEY, FRACTION, NUMBER = "text", "integer", "money", "fraction", "number"
