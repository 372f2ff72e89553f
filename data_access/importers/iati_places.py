"""Countries and regions that an IATI activity or one of its transactions goes to."""

from collections.abc import Sequence
from typing import Any

from data_access.importers.findings import Findings
from data_access.importers.iati_shares import is_whole, read_shares
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.categories import MULTI_COUNTRY, UNASSIGNED
from data_access.vocabulary.drafts import Share
from data_access.vocabulary.messages import N_
from data_access.vocabulary.regions import DAC, countries_of

Plain = dict[str, Any]
Place = Sequence[str]
"""Country or region, code, percentage and vocabulary, as the child process reads them."""
_COUNTRY = "recipient-country"
_REGION = "recipient-region"


def read_countries(activity: Plain, catalogue: Catalogue, findings: Findings) -> tuple[Share, ...]:
    """Countries of the activity or, if it names none, those of its transactions, in equal parts.

    A region that holds one of the countries is where that country lies, not a share beside it.
    """
    places = _of_one_vocabulary(activity["places"])
    everything = [
        *places,
        *(place for item in activity["transactions"] for place in item["places"]),
    ]
    _tell_unknown(everything, catalogue, findings)
    _tell_several(activity, catalogue, findings)
    if not places:
        own = (_places_of(item, catalogue) for item in activity["transactions"])
        return tuple(Share(code) for code in dict.fromkeys(code for codes in own for code in codes))
    kept = _without_repeats(places, catalogue, findings)
    named = [((_code_of(place, catalogue), ""), place[2]) for place in kept]
    return read_shares(named, _COUNTRY, findings)


def own_country(transaction: Plain, activity: Plain, catalogue: Catalogue) -> str:
    """The one country that a transaction names, or "" when its money follows the activity.

    A region says less than the places that the activity itself names.
    """
    codes = _places_of(transaction, catalogue)
    if len(codes) != 1 or (activity["places"] and codes[0] == MULTI_COUNTRY):
        return ""
    return codes[0]


def _places_of(transaction: Plain, catalogue: Catalogue) -> list[str]:
    """The countries of a transaction, each once; its regions only when it has no country."""
    places = transaction["places"]
    chosen = [place for place in places if place[0] == "country"] or places
    return list(dict.fromkeys(_code_of(place, catalogue) for place in chosen))


def _code_of(place: Place, catalogue: Catalogue) -> str:
    """Alpha-3 of a country; every region is the multi-country category."""
    if place[0] == "region":
        return MULTI_COUNTRY
    return catalogue.country(place[1]) or UNASSIGNED


def _of_one_vocabulary(places: Sequence[Place]) -> list[Place]:
    """Without the regions that say the same again in another vocabulary: the DAC's are kept."""
    told = [place[3] or DAC for place in places if place[0] == "region"]
    chosen = DAC if DAC in told else "".join(told[:1])
    return [place for place in places if place[0] == "country" or (place[3] or DAC) == chosen]


def _without_repeats(
    places: Sequence[Place], catalogue: Catalogue, findings: Findings
) -> Sequence[Place]:
    """``places`` without the regions that only say again where the countries are.

    With percentages they are shares of their own unless the rest is whole without them.
    """
    regions = [place for place in places if place[0] == "region"]
    countries = {_code_of(place, catalogue) for place in places if place[0] == "country"}
    repeats = [place for place in regions if _may_hold(place, countries)]
    rest = [place for place in places if place not in repeats]
    if not countries or not repeats:
        return places
    if any(place[2] for place in places) and (
        is_whole(place[2] for place in places) or not is_whole(place[2] for place in rest)
    ):
        return places
    tell = findings.warning if any(place[2] for place in repeats) else findings.info
    tell(
        "region.repeats_country",
        N_(
            "La región {value} contiene un país que la actividad ya nombra: no es una parte aparte "
            "y el dinero va a los países."
        ),
        _REGION,
        ", ".join(place[1] for place in repeats),
    )
    return rest


def _may_hold(place: Place, countries: set[str]) -> bool:
    """Whether a region holds one of ``countries``; one that nobody knows may."""
    members = countries_of(place[3], place[1])
    return not members or not members.isdisjoint(countries)


def _tell_unknown(places: Sequence[Place], catalogue: Catalogue, findings: Findings) -> None:
    unknown = [place[1] for place in places if _code_of(place, catalogue) == UNASSIGNED]
    for code in dict.fromkeys(unknown):
        findings.warning(
            "country.unknown",
            N_("«{value}» no es un código de país conocido: su parte queda sin asignar."),
            _COUNTRY,
            code,
        )


def _tell_several(activity: Plain, catalogue: Catalogue, findings: Findings) -> None:
    several = [
        codes
        for codes in (_places_of(item, catalogue) for item in activity["transactions"])
        if len(codes) > 1
    ]
    if several:
        findings.warning(
            "country.several_in_transaction",
            N_(
                "{count} transacciones nombran varios países ({value}): su dinero se reparte como "
                "el de toda la actividad."
            ),
            _COUNTRY,
            "; ".join(dict.fromkeys(", ".join(codes) for codes in several)),
            count=str(len(several)),
        )
