"""Places in a sheet as people and spreadsheets write them: F3, columns by letter, runs of rows."""

from collections.abc import Iterable

_MOST_RUNS = 20


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


def runs(numbers: Iterable[int]) -> str:
    """Numbers in order, neighbours together, the first twenty runs of them.

    >>> runs([8, 3, 9, 10])
    '3, 8-10'
    """
    return stretches((number, number) for number in numbers)


def stretches(parts: Iterable[tuple[int, int]]) -> str:
    """Stretches of numbers, each with its first and last, as :func:`runs` writes them.

    >>> stretches([(8, 10), (3, 3), (10, 12)])
    '3, 8-12'
    """
    joined: list[tuple[int, int]] = []
    for first, last in sorted(parts):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = joined[-1][0], max(last, joined[-1][1])
        else:
            joined.append((first, last))
    found = [str(first) if first == last else f"{first}-{last}" for first, last in joined]
    return ", ".join(found[:_MOST_RUNS]) + ("…" if len(found) > _MOST_RUNS else "")
