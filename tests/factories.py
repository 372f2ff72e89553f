"""Small catalogues and records made by hand, for tests whose sums one can do in one's head."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from data_access.services.imports import run_import
from data_access.store.store import Store
from data_access.store.tables import catalogues
from data_access.vocabulary.actors import OPERATOR
from data_access.vocabulary.drafts import (
    ActionDraft,
    AmountDraft,
    EntityRef,
    ImportOutcome,
    ParsedFile,
    PartnerRef,
    RateDraft,
    RowDraft,
    Share,
    SourceDraft,
)
from data_access.vocabulary.names import fold

REGISTER = SourceDraft("distrito", "distrito", "district", "Registro", "Register", "CC BY 4.0")
OUTSIDE = SourceDraft("apc", "apc", "external", "Fuente externa", "Outside source", "ODC-By 1.0")
PARTNERS = {"Norte": 1, "Sur": 2, "Fondo": 3}
RATE = RateDraft(
    "USD", "COP", date(2000, 1, 1), date(2030, 12, 31), Decimal(4000), "tasa de prueba"
)


def add_catalogues(store: Store) -> None:
    """Two sectors, three entities, three partners of two countries, a few codes."""
    with store.writing(OPERATOR, "test") as session:
        session.add(
            catalogues.FlowRule(
                valid_from=date(1900, 1, 1), uncounted_stages=["cancelada"],
                received_directions=["recibida", "doble-via"], offered_directions=["ofrecida"],
                loan_finances=["prestamo"], loan_modalities=["financiera-reembolsable"],
                note_es="Regla de prueba", note_en="Rule of the test",
            )
        )  # fmt: skip
        for code in ("salud", "cultura"):
            session.add(catalogues.Sector(sector_code=code, name_es=code, name_en=code, position=1))
        for code, alpha2 in (("ESP", "ES"), ("FRA", "FR"), ("JPN", "JP")):
            session.add(
                catalogues.Country(
                    country_code=code, alpha2_code=alpha2, name_es=code, name_en=code,
                    region_code=None, latitude=1.0, longitude=2.0,
                )
            )  # fmt: skip
        session.flush()
        for number, (acronym, sector) in enumerate(
            (("SDS", "salud"), ("FUGA", "cultura"), ("OFB", "cultura")), start=1
        ):
            session.add(
                catalogues.Entity(
                    entity_id=number, acronym=acronym, name_es=acronym, name_en=acronym,
                    sector_code=sector, is_sector_head=False, is_confirmed=True,
                )
            )  # fmt: skip
        for (name, number), (kind, country) in zip(
            PARTNERS.items(),
            (("gobierno-nacional", "ESP"), ("ong", "FRA"), ("fondo", None)),
            strict=True,
        ):
            session.add(
                catalogues.Partner(
                    partner_id=number, name_es=name, name_en=name, acronym=None,
                    partner_type_code=kind, country_code=country, is_confirmed=True,
                )
            )  # fmt: skip
            session.flush()
            session.add(
                catalogues.PartnerAlias(alias_key=fold(name), partner_id=number, alias=name)
            )
        for codelist, codes in (
            ("sdg", ("1", "4", "11")),
            ("dac_sector_category", ("110", "120")),
            ("modality", ("tecnica", "financiera")),
            ("direction", ("recibida", "ofrecida", "doble-via")),
            ("stage", ("ejecucion", "cierre", "cancelada")),
            ("territory", ("nacional", "antioquia", "cauca")),
            ("partner_type", ("gobierno-nacional", "ong", "fondo")),
        ):
            for position, code in enumerate(codes):
                session.add(
                    catalogues.CodelistItem(
                        codelist=codelist, code=code, name_es=code, name_en=code,
                        parent_code=None, position=position,
                    )
                )  # fmt: skip


def draft(code: str, usd: str | None = None, **changes: Any) -> ActionDraft:
    """An action of the register; ``usd`` is its commitment on the first of March of 2024."""
    amounts: tuple[AmountDraft, ...] = ()
    if usd is not None:
        amounts = (AmountDraft("committed", Decimal(usd), "USD", dated_on=date(2024, 3, 1)),)
    values: dict[str, Any] = {
        "source_code": "distrito",
        "external_id": code,
        "title": f"Acción {code}",
        "direction_code": "recibida",
        "starts_on": date(2024, 1, 1),
        "entities": (EntityRef("SDS"),),
        "partners": (PartnerRef("Norte", 1),),
        "countries": (Share("ESP"),),
        "amounts": amounts,
    }
    return ActionDraft(**{**values, **changes})


def save(
    store: Store,
    drafts: Iterable[ActionDraft],
    *,
    rates: Iterable[RateDraft] = (RATE,),
    dry_run: bool = False,
    sha256: str = "0" * 64,
) -> ImportOutcome:
    """Import drafts as one file."""
    rows = [
        RowDraft(number, {"Código": item.external_id, "Título": item.title}, draft=item)
        for number, item in enumerate(drafts, start=2)
    ]
    parsed = ParsedFile(len(rows), (REGISTER, OUTSIDE), rows, list(rates))
    return run_import(
        store,
        OPERATOR,
        "cooperation",
        parsed,
        file_name="hoja.xlsx",
        sha256=sha256,
        dry_run=dry_run,
    )


def keep_one_action(store: Store, source: SourceDraft) -> None:
    """An action of a source, without anybody whom a catalogue would have to know."""
    kept = draft("A", "10", source_code=source.code, entities=(), partners=(), countries=())
    row = RowDraft(2, {"Código": "A"}, draft=kept)
    parsed = ParsedFile(rows_read=1, sources=(source,), rows=[row])
    outcome = run_import(store, OPERATOR, "test", parsed, file_name="a.csv", sha256="0" * 64)
    assert outcome.created == 1
