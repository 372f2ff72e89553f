"""What the codes of a file mean: the one indicator, or why there is none or more than one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from data_access.services.codes_alike import CodesAlike
from data_access.services.plan_targets import Subject
from data_access.store.tables.goals import Framework, Indicator, PlanNode, YearTarget
from data_access.vocabulary.drafts import RowDraft
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.scales import Scale, known_scale


@dataclass(frozen=True, slots=True)
class Candidate:
    """An indicator that a code may mean.

    ``scale`` is that of its percentages and ``sizes`` those of its targets, where it has them.
    ``about`` has the words for what it counts; ``has_negatives`` tells that its plan goes below
    zero.
    """

    framework_id: int
    framework_code: str
    subject: Subject
    scale: Scale | None = None
    sizes: tuple[Decimal, ...] = ()
    about: str = ""
    has_negatives: bool = False


def read_candidates(session: Session, frameworks: Mapping[int, str]) -> dict[str, list[Candidate]]:
    """What every code may mean in ``frameworks`` (codes by id): its indicator, or those of a goal.

    Where a code is that of an indicator, it does not also mean those of a goal.
    """
    found: dict[str, list[Candidate]] = defaultdict(list)
    rows = session.execute(
        select(
            Indicator.framework_id,
            Indicator.indicator_id,
            Indicator.indicator_code,
            Indicator.scale,
            Indicator.shown_scale,
            Indicator.unit,
            Indicator.name_es,
            PlanNode.node_id,
            PlanNode.node_code,
        )
        .join(PlanNode, PlanNode.node_id == Indicator.node_id)
        .where(Indicator.framework_id.in_(list(frameworks)))
        .order_by(Indicator.framework_id, Indicator.indicator_id)
    ).all()
    own = {(framework_id, code) for framework_id, _, code, *_ in rows}
    sizes, negative = _sizes(session), _negative(session)
    for framework_id, indicator_id, code, written, shown, unit, name_es, node_id, node_code in rows:
        subject = Subject(code, node_id, indicator_id)
        scale = known_scale(written, shown)
        more = tuple(sizes.get(indicator_id, ())), f"{unit} {name_es}", indicator_id in negative
        for name in {code, node_code}:
            if name == code or (framework_id, name) not in own:
                framework = frameworks[framework_id]
                found[name].append(Candidate(framework_id, framework, subject, scale, *more))
    return dict(found)


def _sizes(session: Session) -> dict[int, set[Decimal]]:
    """The sizes of the targets of the indicators that are percentages."""
    found: dict[int, set[Decimal]] = defaultdict(set)
    rows = session.execute(
        select(YearTarget.indicator_id, YearTarget.value)
        .join(Indicator, Indicator.indicator_id == YearTarget.indicator_id)
        .where(or_(Indicator.shown_scale != "", Indicator.scale != ""))
    )
    for indicator_id, value in rows:
        if value:
            found[indicator_id].add(abs(value))
    return found


def _negative(session: Session) -> set[int]:
    """The indicators whose plan has a baseline or a target below zero."""
    rows = [
        *session.execute(select(Indicator.indicator_id, Indicator.baseline)),
        *session.execute(
            select(YearTarget.indicator_id, YearTarget.value).where(YearTarget.act == "")
        ),
    ]
    # Not in SQL: exact decimals are texts on SQLite.
    return {number for number, value in rows if value is not None and value < 0}


class Spellings:
    """Known codes, for what is said of one that is not among them."""

    def __init__(self, codes: Iterable[str]) -> None:
        self._alike = CodesAlike({("", code) for code in codes})

    def about_unknown(self, code: str, unknown: Issue) -> list[Issue]:
        """``unknown``, and the known code that ``code`` looks like, if there is one."""
        alike = self._alike.like("", code)
        if alike is None:
            return [unknown]
        return [alike] if alike.severity is Severity.ERROR else [alike, unknown]


@dataclass(frozen=True)
class Known:
    """What the codes of a file may mean: indicators by code, and the years and the code of every
    framework; ``alike`` knows how else they may be written.
    """

    candidates: Mapping[str, list[Candidate]]
    years: Mapping[int, range]
    names: Mapping[int, str]
    alike: Spellings

    def resolve(
        self, row: RowDraft[Any], code: str, year: int, framework: str = ""
    ) -> Candidate | None:
        """The one indicator that ``code`` means; None, and an error in the row, otherwise.

        It is of ``framework``, when that is given, and the year must be one of its framework.
        """
        found = [
            candidate
            for candidate in self.candidates.get(code, ())
            if framework in ("", candidate.framework_code)
        ]
        if len(found) != 1:
            about = _about_code(code, found)
            told = [about] if found else self.alike.about_unknown(code, about)
            row.issues += (placed(row, "indicador", code, issue) for issue in told)
            return None
        return found[0] if self.has_year(row, year, found[0].framework_id) else None

    def has_year(self, row: RowDraft[Any], year: int, framework_id: int) -> bool:
        """Whether ``year`` is one of a framework; an error in the row otherwise."""
        years = self.years[framework_id]
        if year not in years:
            issue = _outside(year, self.names[framework_id], years)
            row.issues.append(placed(row, "anio", str(year), issue))
        return year in years


def read_known(session: Session, framework_code: str = "") -> Known:
    """What codes mean in one framework, or in all of them."""
    rows = session.scalars(select(Framework)).all()
    if framework_code:
        rows = [row for row in rows if row.framework_code == framework_code]
    names = {row.framework_id: row.framework_code for row in rows}
    candidates = read_candidates(session, names)
    return Known(
        candidates,
        {row.framework_id: range(row.starts_on.year, row.ends_on.year + 1) for row in rows},
        names,
        Spellings(candidates),
    )


def placed(row: RowDraft[Any], column: str, value: str, issue: Issue) -> Issue:
    """Give ``issue`` its place in the file."""
    return replace(
        issue, sheet=row.sheet or None, row=row.row_number, column=column, value=value or None
    )


def _about_code(code: str, found: list[Candidate]) -> Issue:
    if not found:
        return Issue(
            "indicator.unknown",
            N_(
                "No hay indicador ni meta con el código «{code}». Revise el código, o cargue "
                "primero el plan."
            ),
            values={"code": code},
        )
    if len({candidate.framework_id for candidate in found}) > 1:
        return Issue(
            "indicator.ambiguous",
            N_(
                "El código «{code}» está en varios marcos: {names}. Diga cuál con --framework."
            ),
            values={"code": code, "names": _names(each.framework_code for each in found)},
        )  # fmt: skip
    return Issue(
        "indicator.several",
        N_("La meta «{code}» tiene varios indicadores: {names}. Escriba el código de uno."),
        values={"code": code, "names": _names(each.subject.code for each in found)},
    )


def _names(names: Iterable[str]) -> str:
    return ", ".join(sorted(set(names)))


def _outside(year: int, framework: str, years: range) -> Issue:
    return Issue(
        "report.outside",
        N_("El año {year} está fuera del marco «{framework}», que va de {first} a {last}."),
        values={
            "year": str(year),
            "framework": framework,
            "first": str(years.start),
            "last": str(years.stop - 1),
        },
    )
