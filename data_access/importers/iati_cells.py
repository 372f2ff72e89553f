"""What was read of an IATI activity, as short texts that a person can compare with the file."""

from collections.abc import Iterable
from typing import Any

Plain = dict[str, Any]


def cells_of(activity: Plain) -> dict[str, str]:
    """The texts by element or attribute name; what the activity does not have is left out."""
    names = {
        "iati-identifier": activity["identifier"],
        "hierarchy": activity["hierarchy"],
        "reporting-org": _organisations([activity["reporting"] or {}]),
        "secondary-reporter": activity["secondary"],
        "title": "; ".join(text for _, text in activity["titles"]),
        "activity-status": activity["status"],
        "activity-date": _joined(activity["dates"]),
        "participating-org": _organisations(activity["organisations"]),
        "recipient": _places(activity),
        "sector": _joined(activity["sectors"]),
        "tag": _joined(activity["tags"]),
        "humanitarian": activity["humanitarian"],
        "humanitarian-scope": "; ".join(activity["scopes"]),
        "default-currency": activity["currency"],
        "default-finance-type": activity["finance"],
        "default-aid-type": "; ".join(activity["aid"]),
        "collaboration-type": activity["collaboration"],
        "related-activity": _joined(activity["related"]),
        "budget": _joined(map(_plan, activity["budgets"])),
        "planned-disbursement": _joined(map(_plan, activity["planned"])),
        "transaction": _joined(map(_transaction, activity["transactions"])),
    }
    return {name: text for name, text in names.items() if text}


def _joined(items: Iterable[Iterable[str]]) -> str:
    return "; ".join(" ".join(filter(None, item)) for item in items)


def _transaction(item: Plain) -> tuple[str, ...]:
    humanitarian = f"humanitarian={item['humanitarian']}" if item["humanitarian"] else ""
    sectors = ", ".join(" ".join(filter(None, sector)) for sector in item["sectors"])
    return (
        item["type"], item["date"], *_money(item, item["date"]), _places(item), sectors,
        humanitarian,
    )  # fmt: skip


def _plan(item: Plain) -> tuple[str, ...]:
    kind = "/".join(filter(None, (item["type"], item["status"])))
    return (kind, item["start"], item["end"], *_money(item, item["start"]))


def _money(item: Plain, day: str) -> tuple[str, ...]:
    """A value with its currency and, when it is another day, its date in brackets."""
    value_date = item["value_date"]
    told = f"[{value_date}]" if value_date and value_date != day else ""
    return item["value"], item["currency"], told


def _organisations(items: Iterable[Plain]) -> str:
    return "; ".join(
        " ".join(
            filter(None, (item.get("role"), item.get("ref"), *(n for _, n in item["names"][:1])))
        )
        for item in items
        if item
    )


def _places(item: Plain) -> str:
    return "; ".join(" ".join(filter(None, place[:3])) for place in item["places"])
