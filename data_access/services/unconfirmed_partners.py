"""Partners whom nobody confirmed yet: one spelling, type and country, whichever file came first."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from data_access.services.action_parts import Known
from data_access.services.revaluation import write_again
from data_access.store.tables.actions import ActionPartner
from data_access.store.tables.catalogues import Partner, PartnerAlias
from data_access.vocabulary.drafts import PartnerRef
from data_access.vocabulary.names import fold

_MOST_SIGNS = 300


class Told(NamedTuple):
    """What files tell of a partner that no catalogue has."""

    name: str
    type_code: str
    country_code: str


def told_by(ref: PartnerRef) -> Told:
    """What a record tells of a partner that it names."""
    return Told(ref.name[:_MOST_SIGNS], ref.type_code, ref.country_code or "")


def agreed(told: Iterable[Told]) -> Told:
    """What holds of all that is told of one partner, in whatever order.

    Of the spellings the one in both cases, then the one with most accents, then the first by its
    signs; of the types and of the countries the first by code.
    """
    names, types, countries = zip(*told, strict=True)
    return Told(
        min(names, key=_rank),
        min(filter(None, types), default=""),
        min(filter(None, countries), default=""),
    )


class UnconfirmedPartners:
    """The partners that imports brought, as they stand and as the files of this one spell them."""

    def __init__(self, session: Session) -> None:
        # Those of the entity package have an acronym, another name or one in each language.
        columns = (
            Partner.partner_id, Partner.name_es, Partner.partner_type_code, Partner.country_code,
        )  # fmt: skip
        rows = session.execute(
            select(*columns)
            .join(PartnerAlias, PartnerAlias.partner_id == Partner.partner_id)
            .where(
                ~Partner.is_confirmed,
                Partner.name_es == Partner.name_en,
                Partner.acronym.is_(None),
            )
            .group_by(*columns)
            .having(func.count() == 1)
        )
        self._held = {number: Told(name, kind, home or "") for number, name, kind, home in rows}
        self._changed: dict[int, Told] = {}

    def hold(self, partner_id: int, told: Told) -> None:
        """Know of a partner that this import brought."""
        self._held[partner_id] = told

    def see(self, ref: PartnerRef, partner_id: int | None) -> None:
        """Take note of how a file writes a partner, unless it is by another name."""
        if partner_id is None or (held := self._told(partner_id)) is None:
            return
        if fold(ref.name)[:_MOST_SIGNS] == fold(held.name)[:_MOST_SIGNS]:
            found = agreed((held, told_by(ref)))
            if found != held:
                self._changed[partner_id] = found

    def write(self, session: Session, known: Known) -> bool:
        """Write what was agreed anew, and the money that it moves; whether there was any."""
        moved = [
            number for number, told in self._changed.items() if told[1:] != self._held[number][1:]
        ]
        for number, (name, kind, home) in self._changed.items():
            session.execute(
                update(Partner)
                .where(Partner.partner_id == number)
                .values(
                    name_es=name, name_en=name, partner_type_code=kind, country_code=home or None
                )
            )
            known.partners[number] = (kind, home, f"{name} {name} ")
        write_again(session, known, _actions_of(session, moved))
        return bool(self._changed)

    def _told(self, partner_id: int) -> Told | None:
        return self._changed.get(partner_id) or self._held.get(partner_id)


def _actions_of(session: Session, partner_ids: Iterable[int]) -> set[int]:
    found: set[int] = set()
    for number in partner_ids:
        found |= set(
            session.scalars(
                select(ActionPartner.action_id).where(ActionPartner.partner_id == number)
            )
        )
    return found


def _rank(name: str) -> tuple[bool, int, str]:
    return name.isupper() or name.islower(), -sum(not sign.isascii() for sign in name), name
