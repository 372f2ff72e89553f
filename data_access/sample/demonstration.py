"""The demonstration: some four hundred fictional cooperation actions, always the same ones."""

import re
from datetime import date, timedelta
from itertools import islice
from random import Random

from data_access.importers.cooperation_columns import COLUMNS
from data_access.sample._amounts import Deal, draw_amounts
from data_access.sample._partners import PartnerChoice, Party, percentages
from data_access.vocabulary.drafts import (
    ActionDraft,
    EntityRef,
    ParsedFile,
    RowDraft,
    Share,
    SourceDraft,
)
from data_access.vocabulary.packages import Form, Package, Theme

SOURCE_CODE = "demostracion"
ACTIONS = 400
CUT_OFF = date(2026, 6, 30)
_SEED = 927
_YEARS = {2020: 45, 2021: 50, 2022: 58, 2023: 64, 2024: 70, 2025: 73, 2026: 40}
_PLAN_STARTS = date(2024, 6, 12)
_UNDATED = 0.025
_CONTRACTIONS = ((re.compile(r"\bde el\b"), "del"), (re.compile(r"\ba el\b"), "al"))


def demonstration(package: Package) -> ParsedFile:
    """Fictional actions made of the package's themes, as an importer would hand them over.

    No date of today and no outside chance: the same package gives the same drafts.
    """
    rng = Random(_SEED)  # noqa: S311 - invented data, no secret
    maker = _Maker(package, rng)
    rows = []
    for number, (theme, form) in enumerate(islice(_pairs(package, rng), ACTIONS), 1):
        draft = maker.draft(number, theme, form)
        rows.append(RowDraft(number + 1, _cells(draft), draft=draft))
    return ParsedFile(rows_read=len(rows), sources=(_source(package),), rows=rows)


def _source(package: Package) -> SourceDraft:
    return SourceDraft(
        code=SOURCE_CODE,
        family=SOURCE_CODE,
        kind="demonstration",
        name_es=package.place["demonstration_es"],
        name_en=package.place["demonstration_en"],
        licence=package.place["licence"],
        cut_off_on=CUT_OFF,
    )


def _pairs(package: Package, rng: Random) -> list[tuple[Theme, Form]]:
    """Every theme in turn with one of its forms, then again with another: no pair twice."""
    queues = []
    for theme in package.themes:
        forms = [form for form in package.forms if form.modality in theme.modalities]
        rng.shuffle(forms)
        queues.append((theme, forms))
    rng.shuffle(queues)
    return [
        (theme, forms[turn])
        for turn in range(len(package.forms))
        for theme, forms in queues
        if turn < len(forms)
    ]


class _Maker:
    """Makes one draft after the other from the same stream of chance."""

    def __init__(self, package: Package, rng: Random) -> None:
        self._rng = rng
        self._choice = PartnerChoice(package, rng)
        self._regions = {
            entry.code: entry.name_es for entry in package.codelists if entry.codelist == "region"
        }
        territories = [entry for entry in package.codelists if entry.codelist == "territory"]
        self._parts_of_city = [entry.code for entry in territories if entry.parent_code]
        self._cities = list(
            dict.fromkeys(entry.parent_code for entry in territories if entry.parent_code)
        )

    def draft(self, number: int, theme: Theme, form: Form) -> ActionDraft:
        """One fictional action."""
        party = self._choice.draw(form.modality, form.direction, theme.purposes[0])
        starts_on, ends_on = self._dates()
        stage = self._stage(starts_on, ends_on)
        deal = Deal(form.modality, form.direction, stage, party.main_country, starts_on, ends_on)
        is_in_plan = starts_on is not None and starts_on >= _PLAN_STARTS
        year = starts_on.year if starts_on else "SF"
        return ActionDraft(
            source_code=SOURCE_CODE,
            external_id=f"DEMO-{year}-{number:04d}",
            title=self._title(theme, form, party),
            objective=f"{theme.objective} {form.sentence}",
            modality_code=form.modality,
            cooperation_type_code=party.cooperation_type,
            direction_code=form.direction,
            stage_code=stage,
            beneficiaries=theme.beneficiaries,
            programme_code=theme.programme if is_in_plan else "",
            starts_on=starts_on,
            ends_on=ends_on,
            entities=self._entities(theme),
            partners=party.partners,
            countries=party.countries,
            territories=self._territories(),
            sdgs=theme.sdgs if self._rng.random() < 0.7 else theme.sdgs[:1],
            sectors=self._sectors(theme),
            amounts=draw_amounts(self._rng, deal, CUT_OFF),
        )

    def _title(self, theme: Theme, form: Form, party: Party) -> str:
        title = form.title.format(tema=theme.topic, region=self._regions[party.region_code])
        for pattern, contracted in _CONTRACTIONS:
            title = pattern.sub(contracted, title)
        return title

    def _dates(self) -> tuple[date | None, date | None]:
        if self._rng.random() < _UNDATED:
            return None, None
        year = self._rng.choices(list(_YEARS), list(_YEARS.values()))[0]
        starts_on = date(year, 1, 10) + timedelta(days=self._rng.randrange(340))
        return starts_on, starts_on + timedelta(days=30 * self._rng.randrange(6, 43))

    def _stage(self, starts_on: date | None, ends_on: date | None) -> str:
        if starts_on is None or ends_on is None:
            return self._rng.choice(("identificacion", "formulacion"))
        if starts_on > CUT_OFF:
            return self._rng.choice(
                ("identificacion", "formulacion", "negociacion", "formalizacion")
            )
        luck = self._rng.random()
        if luck < 0.04:
            return "suspendida" if luck < 0.02 else "cancelada"
        if ends_on < CUT_OFF:
            return "cierre" if luck < 0.88 else "seguimiento"
        return "ejecucion" if luck < 0.92 else "seguimiento"

    def _entities(self, theme: Theme) -> tuple[EntityRef, ...]:
        names = list(theme.entities)
        if len(names) == 1 or self._rng.random() < 0.55:
            return (EntityRef(self._rng.choice(names)),)
        names = names[:2]
        pcts = percentages(self._rng, 2) if self._rng.random() < 0.5 else [None, None]
        return (EntityRef(names[0], "lead", pcts[0]), EntityRef(names[1], "participant", pcts[1]))

    def _sectors(self, theme: Theme) -> tuple[Share, ...]:
        main, second = theme.purposes[0], theme.purposes[-1]
        if self._rng.random() < 0.6 or main[:3] == second[:3]:
            return (Share(main[:3], None, main),)
        pcts = percentages(self._rng, 2)
        return (Share(main[:3], pcts[0], main), Share(second[:3], pcts[1], second))

    def _territories(self) -> tuple[str, ...]:
        if not self._parts_of_city or self._rng.random() < 0.5:
            return tuple(self._cities)
        return tuple(sorted(self._rng.sample(self._parts_of_city, self._rng.randrange(1, 5))))


def _cells(draft: ActionDraft) -> dict[str, str]:
    """The draft as a row of GLOBO's own workbook would show it."""
    committed = draft.amounts[0]
    texts = {
        "code": draft.external_id,
        "title": draft.title,
        "objective": draft.objective,
        "entities": "; ".join(ref.acronym for ref in draft.entities),
        "partners": "; ".join(ref.name for ref in draft.partners),
        "countries": "; ".join(share.code for share in draft.countries),
        "modality": draft.modality_code,
        "direction": draft.direction_code,
        "stage": draft.stage_code,
        "starts_on": draft.starts_on.isoformat() if draft.starts_on else "",
        "ends_on": draft.ends_on.isoformat() if draft.ends_on else "",
        "committed": "" if committed.amount is None else str(committed.amount),
        "currency": committed.currency,
        "sdgs": "; ".join(draft.sdgs),
        "dac_sectors": "; ".join(share.detail for share in draft.sectors),
        "territories": "; ".join(draft.territories),
        "beneficiaries": draft.beneficiaries,
    }
    return {column.header: texts[column.key] for column in COLUMNS if column.key in texts}
