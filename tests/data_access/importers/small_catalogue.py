"""A catalogue small enough to know by heart."""

from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.names import fold

_LABELS = {
    "place": {"home_country": "COL"},
    "entity": {
        "SDM": "Secretaría de Movilidad",
        "SDS": "Secretaría de Salud",
        "SDA": "Secretaría de Ambiente",
    },
    "country": {
        "ESP": "España",
        "FRA": "Francia",
        "JPN": "Japón",
        "COL": "Colombia",
        "NAM": "Namibia",
        "MEX": "México",
    },
    "partner": {"1": "JICA", "2": "AECID", "3": "ONU-Hábitat", "4": "Gobierno de España"},
    "modality": {"tecnica": "Cooperación técnica", "en-especie": "En especie"},
    "cooperation_type": {"bilateral": "Bilateral", "sur-sur": "Sur-Sur"},
    "direction": {"recibida": "Recibida (demanda)", "ofrecida": "Ofrecida (oferta)"},
    "stage": {"ejecucion": "Ejecución", "cierre": "Cierre"},
    "currency": {
        "USD": "dólar estadounidense",
        "EUR": "euro",
        "COP": "peso colombiano",
        "MXN": "peso mexicano",
    },
    "resource": {"dinero": "Dinero", "especie": "Especie", "tecnica": "Técnica"},
    "finance": {"donacion": "Donación", "prestamo": "Préstamo"},
    "sdg": {
        "4": "Educación",
        "15": "Bosques",
        "9": "Industria, innovación e infraestructura",
        "11": "Ciudades",
        "13": "Clima",
    },
    "dac_sector_category": {"410": "Medio ambiente", "430": "Otros, multisectorial"},
    "territory": {"nacional": "Ámbito nacional", "norte": "Localidad del Norte"},
    "plan_programme": {"22": "Ciudad con relaciones, mundo y futuro"},
}
_LISTS = [name for name in _LABELS if name not in ("place", "entity", "country", "partner")]

CATALOGUE = Catalogue(
    entities={
        fold(text): code for code, name in _LABELS["entity"].items() for text in (code, name)
    },
    partners={fold(name): int(number) for number, name in _LABELS["partner"].items()},
    countries={
        fold(text): code for code, name in _LABELS["country"].items() for text in (code, name)
    }
    | {"na": "NAM"},
    codelists={
        codelist: {
            fold(text): code for code, name in _LABELS[codelist].items() for text in (code, name)
        }
        for codelist in _LISTS
    },
    labels=_LABELS,
    partner_facts={
        1: ("agencia", "JPN"),
        2: ("agencia", "ESP"),
        3: ("sistema-onu", None),
        4: ("gobierno-nacional", "ESP"),
    },
)
