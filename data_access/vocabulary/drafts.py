"""What an importer hands to the services: drafts of records, with the row each came from."""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Generic, NamedTuple, TypeVar

from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.plan_drafts import FrameworkDraft

DraftT = TypeVar("DraftT")
EXTERNAL = "external"
"""The kind of a source that others publish."""


@dataclass(frozen=True)
class SourceDraft:
    """A data source as an importer knows it; ``kind`` is district, demonstration or external."""

    code: str
    family: str
    kind: str
    name_es: str
    name_en: str
    licence: str = ""
    homepage: str = ""
    cut_off_on: date | None = None


class PartnerRef(NamedTuple):
    """A partner's part. ``partner_id`` is None for a name that no catalogue knows yet."""

    name: str
    partner_id: int | None = None
    role: str = "funding"
    is_counted: bool = True
    share_pct: Decimal | None = None
    type_code: str = ""
    country_code: str | None = None


class EntityRef(NamedTuple):
    """An entity's part, by acronym; ``role`` is lead or participant."""

    acronym: str
    role: str = "lead"
    share_pct: Decimal | None = None


class Share(NamedTuple):
    """A code with its percentage (0 to 100), or None when the source gives no percentage."""

    code: str
    pct: Decimal | None = None
    detail: str = ""


class AmountDraft(NamedTuple):
    """An amount as the source gives it.

    ``kind`` is committed, disbursed, expenditure, planned, incoming, incoming_commitment or
    counterpart; ``valuation`` reported, unvalued or not_reported (then ``amount`` is None).
    ``dated_on`` says its year; a planned amount lies in one calendar year, from that day to
    ``ends_on``. ``valued_on`` is the day whose rate it takes, when that is another one.
    ``country_code``, ``sector_code`` (three-digit DAC category) and ``modality_code`` only when
    the amount names its own; one that is not ``is_counted`` is kept and enters no sum.
    """

    kind: str
    amount: Decimal | None
    currency: str
    valuation: str = "reported"
    dated_on: date | None = None
    resource_code: str = ""
    finance_code: str = ""
    country_code: str = ""
    sector_code: str = ""
    modality_code: str = ""
    ends_on: date | None = None
    valued_on: date | None = None
    is_counted: bool = True


class Relation(NamedTuple):
    """Another activity that a source names beside its own: ``kind`` parent, child, sibling,
    cofunded, third_party or related.
    """

    identifier: str
    kind: str


class ActionDraft(NamedTuple):
    """A record ready to be saved, its names already matched to the catalogues.

    Percentages of ``countries`` and ``sectors`` add to 100 or are all None (then the money is
    split equally); ``sectors`` codes are three-digit DAC categories, ``detail`` the purpose code;
    ``sdgs`` the first is the main one. ``hierarchy`` is the level of a publisher's activity, 1 the
    highest; one that ``is_secondary`` is told by somebody who does not run it.
    """

    source_code: str
    external_id: str
    title: str
    objective: str = ""
    family: str = "cooperation"
    modality_code: str = ""
    cooperation_type_code: str = ""
    direction_code: str = ""
    stage_code: str = ""
    beneficiaries: str = ""
    programme_code: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    entities: tuple[EntityRef, ...] = ()
    partners: tuple[PartnerRef, ...] = ()
    countries: tuple[Share, ...] = ()
    territories: tuple[str, ...] = ()
    sdgs: tuple[str, ...] = ()
    sectors: tuple[Share, ...] = ()
    amounts: tuple[AmountDraft, ...] = ()
    hierarchy: int | None = None
    relations: tuple[Relation, ...] = ()
    is_secondary: bool = False


@dataclass(frozen=True)
class RateDraft:
    """One unit of ``currency`` was worth ``rate`` units of ``quote`` from one day to another.

    ``row`` is that of its file, 0 when nobody needs to know it, ``cells`` what the row has.
    ``doubtful`` is the text of a rate whose only sign may group thousands or start decimals.
    """

    currency: str
    quote: str
    valid_from: date
    valid_to: date
    rate: Decimal
    source: str
    row: int = field(default=0, compare=False)
    cells: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    doubtful: str = field(default="", compare=False)

    @property
    def series(self) -> tuple[str, str, str]:
        """What has one rate a day: the two currencies and the source."""
        return self.currency, self.quote, self.source


class CellsInOrder(Mapping[str, Any]):
    """The cells of a row by header, kept as they came: the rows of a sheet share their headers."""

    __slots__ = ("cells", "headers")

    def __init__(self, headers: tuple[str, ...], cells: Sequence[Any]) -> None:
        """``cells`` has one for each of ``headers``, no two of which are the same."""
        self.headers = headers
        self.cells = cells

    def __getitem__(self, header: str) -> Any:
        if header not in self.headers:
            raise KeyError(header)
        return self.cells[self.headers.index(header)]

    def __iter__(self) -> Iterator[str]:
        return iter(self.headers)

    def __len__(self) -> int:
        return len(self.headers)


@dataclass(slots=True)
class RowDraft(Generic[DraftT]):
    """A row as read, what came of it, and what is wrong with it. ``draft`` is None on error."""

    row_number: int
    cells: Mapping[str, Any]
    sheet: str = ""
    draft: DraftT | None = None
    issues: list[Issue] = field(default_factory=list)

    @property
    def is_rejected(self) -> bool:
        """Whether an error leaves the row out."""
        return self.draft is None or any(i.severity is Severity.ERROR for i in self.issues)


@dataclass
class ParsedFile(Generic[DraftT]):
    """A file after reading and validation, before anything is written.

    ``rows`` of a large file may be read only while they are gone through, once; ``rows_read`` and
    ``issues`` are whole after that. ``framework`` is that of a plan, or the one that decides
    between equal codes.
    """

    rows_read: int
    sources: tuple[SourceDraft, ...] = ()
    rows: Iterable[RowDraft[DraftT]] = ()
    rates: list[RateDraft] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    framework: FrameworkDraft | None = None

    def close(self) -> None:
        """Give up the rows that were not gone through yet."""
        if isinstance(self.rows, Generator):
            self.rows.close()


@dataclass(frozen=True)
class ImportOutcome:
    """What an import did (or, in a dry run, would do)."""

    importer: str
    file_name: str
    sha256: str
    rows_read: int
    created: int
    updated: int
    unchanged: int
    rejected: int
    issues: tuple[Issue, ...]
    rejected_rows: tuple[RowDraft[Any], ...] = ()
    changes: tuple[tuple[str, str, str, str], ...] = ()
    is_dry_run: bool = False
