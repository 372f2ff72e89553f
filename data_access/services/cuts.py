"""Closing a cut: what it said is kept for good."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from hashlib import sha256

from sqlalchemy import select

from data_access.services.summaries import bump_version
from data_access.store.store import Store
from data_access.store.tables.goals import Cut
from data_access.store.tables.summaries import DataVersion
from data_access.vocabulary.actors import Actor
from data_access.vocabulary.messages import N_


class CutRefused(Exception):
    """A cut that cannot be closed, with a Spanish sentence that says what to do."""

    def __init__(self, code: str, message: str, values: Mapping[str, str]) -> None:
        """Keep the stable code, the marked sentence and what fills it."""
        super().__init__(message.format(**values))
        self.code = code
        self.message = message
        self.values = dict(values)


def close_cut(
    store: Store,
    actor: Actor,
    code: str,
    content: bytes,
    data_version: int,
    *,
    today: date,
    reason: str = "",
) -> str:
    """Keep ``content`` as what the cut ``code`` said; returns its SHA-256.

    ``data_version`` is that of the data that ``content`` was made from. Raises :class:`CutRefused`
    when the data changed since, when the cut is unknown or closed already, before its opening day,
    and before its closing day unless a ``reason`` is given.
    """
    with store.writing(actor, f"close cut {code}") as session:
        cut = session.get(Cut, code)
        if cut is None:
            raise CutRefused("cut.unknown", N_("No hay un corte «{cut}»."), {"cut": code})
        if cut.closed_at is not None:
            raise CutRefused(
                "cut.closed", N_("El corte {cut} ya está cerrado y no cambia."), {"cut": code}
            )
        if today < cut.opens_on:
            raise CutRefused(
                "cut.not_open",
                N_("El corte {cut} abre el {day}: no se puede cerrar antes de esa fecha."),
                {"cut": code, "day": cut.opens_on.isoformat()},
            )
        if today < cut.closes_on and not reason.strip():
            raise CutRefused(
                "cut.too_early",
                N_("El corte {cut} cierra el {day}: para cerrarlo antes, diga el motivo."),
                {"cut": code, "day": cut.closes_on.isoformat()},
            )
        if session.scalar(select(DataVersion.version)) != data_version:
            raise CutRefused(
                "cut.data_changed",
                N_("Los datos cambiaron mientras se calculaba el corte {cut}: ciérrelo de nuevo."),
                {"cut": code},
            )
        cut.content = content
        cut.content_hash = sha256(content).hexdigest()
        cut.closed_at = datetime.now(UTC)
        cut.closed_by = actor.name
        cut.closed_why = reason.strip()
        # What answers for this cut is now its content: whoever keeps figures has to look again.
        bump_version(session)
        return cut.content_hash
