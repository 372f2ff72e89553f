"""Places in a sheet as people and spreadsheets write them: F3, columns by letter."""


def place_of(reference: str) -> tuple[int, int]:
    """The row number and the column index (0 is A) of a reference.

    >>> place_of("AB12")
    (12, 27)
    """
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(reference[len(letters) :]), column - 1


def column_letters(column: int) -> str:
    """The letters of a column by its index.

    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    letters = ""
    while column >= 0:
        letters = chr(ord("A") + column % 26) + letters
        column = column // 26 - 1
    return letters
