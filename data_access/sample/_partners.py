"""Which partners a fictional action has: skewed to a few countries, with a long tail."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from data_access.vocabulary.drafts import PartnerRef, Share
from data_access.vocabulary.packages import Casting, Package, PartnerEntry

_SUITED = {
    "financiera-reembolsable": {"banca-multilateral", "agencia"},
    "becas": {"academia", "agencia", "embajada", "gobierno-nacional"},
    "economica-comercial": {
        "empresa", "gobierno-nacional", "embajada", "gobierno-local", "sociedad-civil",
    },
    "voluntariado": {"ong", "agencia", "fundacion", "embajada", "gobierno-nacional"},
    "humanitaria": {"sistema-onu", "ong", "multilateral", "gobierno-nacional"},
    "emergencia": {"sistema-onu", "ong", "multilateral", "gobierno-nacional", "agencia"},
    "alimentaria": {"sistema-onu", "ong", "fundacion", "gobierno-nacional"},
    "administracion-recursos": {"sistema-onu", "multilateral", "fondo"},
    "en-especie": {"gobierno-nacional", "embajada", "empresa", "fundacion", "agencia"},
}  # fmt: skip
_MOST_FUNDERS = 3
_MONEY = {"financiera", "financiera-no-reembolsable", "financiera-reembolsable", "en-especie"}
_TYPE_OF_COOPERATION = {
    "gobierno-local": "descentralizada",
    "multilateral": "multilateral",
    "sistema-onu": "multilateral",
    "banca-multilateral": "multilateral",
    "fondo": "multilateral",
    "red-ciudades": "regional",
    "fundacion": "filantropia",
    "empresa": "publico-privada",
    "ong": "no-oficial",
    "academia": "no-oficial",
    "sociedad-civil": "no-oficial",
}
_SOUTH = {"america-latina", "africa", "asia", "oriente-medio"}
_NORTH_ELSEWHERE = {"JPN", "KOR", "SGP", "ISR"}


@dataclass(frozen=True)
class Party:
    """The partners of an action, who is where, and how that cooperation is called."""

    partners: tuple[PartnerRef, ...]
    countries: tuple[Share, ...]
    region_code: str
    cooperation_type: str
    main_country: str


class PartnerChoice:
    """Draws partners from a package; the same ``rng`` state gives the same partners."""

    def __init__(self, package: Package, rng: Random) -> None:
        self._rng = rng
        self._home = package.place["home_country"]
        self._regions = {item.alpha3: item.region_code or "" for item in package.countries}
        self._region_codes = package.codes("region")
        by_name = {item.name_es: item for item in package.partners}
        castings = package.castings or [Casting(name, 1, ()) for name in by_name]
        self._cast = [(by_name[item.partner], item) for item in castings]

    def draw(self, modality: str, direction: str, purpose: str) -> Party:
        """The party of an action with a main DAC ``purpose``."""
        main = self._one(modality, direction, purpose)
        funders = [main]
        if self._rng.random() < 0.14:
            # A small city may have no second partner of the kind.
            pool = self._pool(modality, direction, purpose)
            most = min(_MOST_FUNDERS, len({partner.name_es for partner, _ in pool}))
            while len(funders) < most and (len(funders) < 2 or self._rng.random() < 0.25):
                other = self._one(modality, direction, purpose)
                if other not in funders:
                    funders.append(other)
        pcts = percentages(self._rng, len(funders)) if self._rng.random() < 0.5 else None
        refs = [
            PartnerRef(partner.name_es, share_pct=pcts[number] if pcts else None)
            for number, partner in enumerate(funders)
        ]
        if self._rng.random() < 0.1:
            helper = self._one("humanitaria", direction, purpose)
            if helper not in funders:
                refs.append(PartnerRef(helper.name_es, role="implementing", is_counted=False))
        return Party(
            tuple(refs),
            self._countries(funders, pcts),
            self._region(main),
            self._cooperation_type(funders),
            main.country_code or "",
        )

    def _one(self, modality: str, direction: str, purpose: str) -> PartnerEntry:
        pool = self._pool(modality, direction, purpose)
        return self._rng.choices(pool, [casting.weight for _, casting in pool])[0][0]

    def _pool(
        self, modality: str, direction: str, purpose: str
    ) -> list[tuple[PartnerEntry, Casting]]:
        suited = _SUITED.get(modality)
        pool = [
            (partner, casting)
            for partner, casting in self._cast
            if (not suited or partner.type_code in suited)
            and (not casting.dac_prefixes or purpose.startswith(casting.dac_prefixes))
        ]
        if direction == "ofrecida":
            pool = [pair for pair in pool if self._is_south(pair[0])]
        elif modality in _MONEY:
            pool = [pair for pair in pool if not self._is_south(pair[0])]
        return pool or self._cast

    def _countries(
        self, funders: Sequence[PartnerEntry], pcts: Sequence[Decimal] | None
    ) -> tuple[Share, ...]:
        """The partners' own countries, with their shares when every partner has a country."""
        codes = [partner.country_code for partner in funders if partner.country_code]
        if pcts is None or len(codes) < len(funders):
            return tuple(Share(code) for code in dict.fromkeys(codes))
        together: dict[str, Decimal] = {}
        for code, pct in zip(codes, pcts, strict=True):
            together[code] = together.get(code, Decimal(0)) + pct
        return tuple(Share(code, pct) for code, pct in together.items())

    def _region(self, partner: PartnerEntry) -> str:
        region = self._regions.get(partner.country_code or "", "")
        return region or self._rng.choice(self._region_codes)

    def _is_south(self, partner: PartnerEntry) -> bool:
        code = partner.country_code
        return bool(code and self._regions.get(code) in _SOUTH and code not in _NORTH_ELSEWHERE)

    def _cooperation_type(self, funders: Sequence[PartnerEntry]) -> str:
        main = funders[0]
        souths = {self._is_south(partner) for partner in funders if partner.country_code}
        if main.country_code == self._home:
            return "col-col"
        if souths == {True, False}:
            return "triangular"
        found = _TYPE_OF_COOPERATION.get(main.type_code)
        if found:
            return found
        if self._is_south(main):
            return "sur-sur"
        return self._rng.choice(("bilateral", "bilateral", "norte-sur"))


def percentages(rng: Random, parts: int) -> list[Decimal]:
    """``parts`` whole percentages, the first the largest, that add up to 100."""
    if parts == 1:
        return [Decimal(100)]
    first = rng.randrange(50, 81, 5)
    if parts == 2:
        return [Decimal(first), Decimal(100 - first)]
    second = (100 - first) // 2
    return [Decimal(first), Decimal(100 - first - second), Decimal(second)]
