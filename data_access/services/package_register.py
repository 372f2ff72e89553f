"""Whose register a store keeps: it takes no package that would begin another one beside it."""

from collections.abc import Mapping

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from data_access.store.store import Store
from data_access.store.tables.actions import Action, DataSource
from data_access.store.tables.catalogues import Place
from data_access.vocabulary.messages import N_
from data_access.vocabulary.packages import PackageFault

_KEY = "register_code"


def check_store(store: Store, package_place: Mapping[str, str]) -> None:
    """Raise PackageFault unless the catalogues and the actions of the store, where it has any, are
    of the register of this package.
    """
    with store.reading() as session:
        check_register(session, package_place)
        place = {row.key: row.value for row in session.scalars(select(Place))}
    if _KEY in place and place[_KEY] != package_place[_KEY]:
        raise PackageFault(
            "package.toml",
            N_(
                "la base de datos tiene los catálogos del registro «{held}» ({city}), y este "
                "paquete es el del registro «{given}» ({given_city}). Ponga en GLOBO_PACKAGE la "
                "carpeta del paquete de «{held}», o ejecute «globo db upgrade» para pasar a este."
            ),
            held=place[_KEY],
            city=place.get("city_es", ""),
            given=package_place[_KEY],
            given_city=package_place["city_es"],
        )


def check_register(session: Session, package_place: Mapping[str, str]) -> None:
    """Raise PackageFault when the actions of the store are of another register than the package's.

    The demonstration is that of the package which was loaded last.
    """
    has_actions = exists().where(Action.source_id == DataSource.source_id)
    sources = session.scalars(select(DataSource).where(has_actions)).all()
    place = {row.key: row.value for row in session.scalars(select(Place))}
    held = {source.source_code for source in sources if source.kind == "district"}
    if not held and _KEY in place and any(source.kind == "demonstration" for source in sources):
        held = {place[_KEY]}
    if held and package_place[_KEY] not in held:
        raise PackageFault(
            "package.toml",
            N_(
                "la base de datos tiene acciones del registro «{held}» ({city}), y este paquete es "
                "el del registro «{given}» ({given_city}). No se cambió nada: ponga en "
                "GLOBO_PACKAGE la carpeta del paquete de «{held}», o cargue este en una base de "
                "datos nueva (GLOBO_DATABASE_URL)."
            ),
            held=", ".join(sorted(held)),
            city=place.get("city_es", ""),
            given=package_place[_KEY],
            given_city=package_place["city_es"],
        )
