"""Refuses to start when another distribution's files stand where GLOBO's own packages should be."""

from importlib import import_module
from importlib.metadata import packages_distributions
from pathlib import Path

from data_access.vocabulary.messages import N_

PACKAGES = ("dashboard", "callbacks", "layouts", "data_access")
DISTRIBUTION = "globo-bogota"


class ForeignPackage(RuntimeError):
    """One of the four packages is not GLOBO's; the text says which and what to do."""


def check_packages() -> None:
    """Raise :class:`ForeignPackage` unless the four packages are siblings and nobody else's."""
    homes = {name: _home(name) for name in PACKAGES}
    if len(set(homes.values())) > 1:
        listing = ", ".join(f"{name}: {home}" for name, home in homes.items())
        raise ForeignPackage(
            N_(
                "Los cuatro paquetes de GLOBO no están en la misma carpeta ({listing}). "
                "Instale GLOBO en un entorno virtual propio."
            ).format(listing=listing)
        )
    owners = packages_distributions()
    for name in PACKAGES:
        others = sorted({owner for owner in owners.get(name, []) if owner != DISTRIBUTION})
        if others:
            raise ForeignPackage(
                N_(
                    "El paquete «{name}» también lo instala «{other}». "
                    "Instale GLOBO en un entorno virtual propio."
                ).format(name=name, other=", ".join(others))
            )


def _home(name: str) -> Path:
    file = import_module(name).__file__
    if file is None:
        raise ForeignPackage(N_("El paquete «{name}» no es el de GLOBO.").format(name=name))
    return Path(file).resolve().parent.parent
