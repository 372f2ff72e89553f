"""The sources, their imports, and what each published field means."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from data_access.measures._labels import read_labels
from data_access.measures.result import SourceNote
from data_access.store.store import Store
from data_access.store.tables import catalogues, imports
from data_access.store.tables.actions import ExchangeRate
from data_access.vocabulary.actors import Actor, Permission, require
from data_access.vocabulary.messages import N_


@dataclass(frozen=True)
class Batch:
    """One file that was taken in."""

    importer: str
    file_name: str
    sha256: str
    imported_at: datetime
    rows_read: int
    created: int
    updated: int
    unchanged: int
    rejected: int


def list_sources(store: Store, actor: Actor, *, language: str) -> list[SourceNote]:
    """Every source with its licence and cut-off."""
    require(actor, Permission.READ_PUBLISHED)
    with store.reading() as session:
        return [note for _, _, note in read_labels(store, session, language).sources.values()]


def batches(store: Store, actor: Actor, limit: int = 50) -> list[Batch]:
    """The newest imports first."""
    require(actor, Permission.READ_PUBLISHED)
    table = imports.ImportBatch
    with store.reading() as session:
        rows = session.scalars(select(table).order_by(table.batch_id.desc()).limit(limit))
        return [
            Batch(
                row.importer, row.file_name, row.sha256, row.imported_at, row.rows_read,
                row.created, row.updated, row.unchanged, row.rejected,
            )
            for row in rows
        ]  # fmt: skip


def place(store: Store) -> dict[str, str]:
    """What the entity package says of the city: names, office, licence, home country."""
    with store.reading() as session:
        return {row.key: row.value for row in session.scalars(select(catalogues.Place))}


def unrated_sources(store: Store) -> tuple[list[str], list[str]]:
    """The sources of rates that the entity package puts first and that no rate names, and those
    that rates do name.
    """
    listed = place(store).get("rate_sources", "").split("\n")
    with store.reading() as session:
        named = sorted(session.scalars(select(ExchangeRate.rate_source).distinct()))
    return [source for source in listed if source and source not in named], named


def data_dictionary() -> list[tuple[str, str, str]]:
    """Column of the published records, its type and its meaning (Spanish, to translate)."""
    return [
        ("code", "text", N_("Código de la acción en su fuente")),
        ("title", "text", N_("Título de la acción")),
        ("year", "integer", N_("Primer año en que la acción estuvo en curso")),
        ("last_year", "integer", N_("Último año en que la acción estuvo en curso")),
        ("entities", "text list", N_("Siglas de las entidades, separadas por punto y coma")),
        ("partners", "text list", N_("Aliados financiadores")),
        ("countries", "text list", N_("Países de la acción")),
        ("stage", "text", N_("Etapa de la acción")),
        ("modality", "text", N_("Modalidad de cooperación")),
        ("committed", "decimal", N_("Monto comprometido que entra en la pregunta")),
        ("disbursed", "decimal", N_("Monto desembolsado que entra en la pregunta")),
        ("value", "decimal", N_("Monto elegido que entra en la pregunta")),
        (
            "valuation",
            "text",
            N_(
                "Qué se sabe del monto elegido: reported (con valor), unrated (sin tasa), "
                "unvalued (sin valorar), repeated (cuenta en otro registro que dice lo mismo) o "
                "not_reported (no reportado)"
            ),
        ),
        (
            "lacking",
            "text",
            N_(
                "Por qué está vacía una columna de dinero, o qué parte no suma; vacío nunca es cero"
            ),
        ),
        ("source", "text", N_("Fuente del registro")),
        (
            "original_amount",
            "decimal",
            N_(
                "Monto elegido de toda la acción como lo dio su fuente: la suma de los que son de "
                "una sola moneda; vacío si son de varias"
            ),
        ),
        ("original_currency", "text", N_("Moneda de ese monto")),
        ("original_on", "date", N_("Fecha de ese monto; la última si son varios")),
        (
            "rate",
            "decimal",
            N_("Tasa de esa moneda a la elegida; vacía si no hubo que convertir o son varias"),
        ),
        ("rate_source", "text", N_("Quién dice la tasa")),
        ("original_note", "text", N_("Varias monedas o varias tasas, si por eso hay algo vacío")),
    ]
