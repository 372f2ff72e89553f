"""Numbers of rows as people write them: neighbours together."""

from collections.abc import Iterable

_MOST_RUNS = 20


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
