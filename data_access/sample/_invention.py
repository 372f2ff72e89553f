"""Reading what an entity package invents: the tables of its demonstration."""

from collections.abc import Mapping
from pathlib import Path

from data_access.sample._tables import Line, read_lines
from data_access.vocabulary.messages import N_
from data_access.vocabulary.packages import Casting, Form, PackageFault, Theme

_THEMES = "demonstration/themes.csv"
_THEME = (
    "topic", "objective", "beneficiaries", "entities", "modalities", "purposes", "sdgs",
    "programme",
)  # fmt: skip
_CASTING = ("partner", "weight", "dac_prefixes")
_FORM = ("modality", "direction", "title", "sentence")


def read_themes(
    folder: Path, codes: Mapping[str, set[str]], entities: set[str], *, has_partners: bool
) -> tuple[Theme, ...]:
    """What the actions of the demonstration are about. Raises PackageFault without partners."""
    themes = tuple(
        Theme(
            line.required("topic"),
            line.required("objective"),
            line.required("beneficiaries"),
            line.several("entities", entities),
            line.several("modalities", codes["modality"]),
            line.several("purposes", codes["dac_sector"]),
            line.several("sdgs", codes["sdg"]),
            line.among("programme", codes["plan_programme"]) or "",
        )
        for line in read_lines(folder, _THEMES, _THEME)
    )
    if themes and not has_partners:
        raise PackageFault(_THEMES, N_("la demostración necesita aliados en partners.csv"))
    return themes


def read_forms(folder: Path, codes: Mapping[str, set[str]]) -> tuple[Form, ...]:
    """How the actions of the demonstration are worded."""
    return tuple(
        Form(
            line.one_of("modality", codes["modality"]),
            line.one_of("direction", codes["direction"]),
            _title(line),
            line.required("sentence"),
        )
        for line in read_lines(folder, "demonstration/forms.csv", _FORM)
    )


def read_castings(folder: Path, partners: set[str]) -> tuple[Casting, ...]:
    """How often each partner appears in the demonstration."""
    return tuple(
        Casting(
            line.one_of("partner", partners),
            _weight(line),
            tuple(line["dac_prefixes"].split(";")) if line["dac_prefixes"] else (),
        )
        for line in read_lines(folder, "demonstration/partners.csv", _CASTING, key=("partner",))
    )


def _title(line: Line) -> str:
    """A title in which only ``{tema}`` and ``{region}`` are filled in."""
    title = line.required("title")
    try:
        title.format(tema="", region="")
    except (LookupError, ValueError) as error:
        message = N_("«title» no puede tener entre llaves sino tema y region")
        raise line.fault(message) from error
    return title


def _weight(line: Line) -> int:
    weight = line.whole("weight")
    if not weight:
        raise line.fault(N_("«{column}» tiene que ser mayor que cero"), column="weight")
    return weight
