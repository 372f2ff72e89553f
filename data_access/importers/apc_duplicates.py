"""Projects that look like the same one told twice, for a person to decide."""

from collections import defaultdict
from collections.abc import Sequence

from data_access.vocabulary.drafts import RowDraft
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import fold


def tell_likely_duplicates(rows: Sequence[RowDraft]) -> None:
    """Warn on rows of one title, donor and amount; a person decides, nothing is merged."""
    alike: dict[tuple[object, ...], list[RowDraft]] = defaultdict(list)
    for row in rows:
        if row.draft is None or row.draft.amounts[0].amount is None:
            continue
        donors = frozenset(ref.partner_id or fold(ref.name) for ref in row.draft.partners)
        alike[fold(row.draft.title), donors, row.draft.amounts[0].amount].append(row)
    for group in alike.values():
        codes = [row.draft.external_id for row in group if row.draft]
        for row, code in zip(group, codes, strict=True):
            others = ", ".join(other for other in codes if other != code)
            if others:
                row.issues.append(
                    Issue(
                        "record.likely_duplicate",
                        N_(
                            "{code} y {others} tienen el mismo título, donante y valor: puede ser "
                            "el mismo proyecto. Se conservan todos; decida si sobra alguno."
                        ),
                        Severity.WARNING,
                        row=row.row_number,
                        column="PROYECTO",
                        value=code,
                        values={"code": code, "others": others},
                    )
                )
