"""What an import prints of its findings: few of hundreds alike, and always what there is once."""

import pytest

from dashboard.cli._findings import SHOWN_ALIKE, SHOWN_ISSUES, tell_findings
from data_access.vocabulary.issues import Issue, Severity


def issues(code: str, count: int) -> list[Issue]:
    """Findings of one kind in as many rows."""
    return [Issue(code, f"{code}.", Severity.WARNING, row=row) for row in range(1, count + 1)]


def test_few_findings_are_all_printed(capsys: pytest.CaptureFixture[str]) -> None:
    tell_findings(issues("a", SHOWN_ISSUES))
    assert len(capsys.readouterr().out.splitlines()) == SHOWN_ISSUES


def test_many_of_a_kind_do_not_hide_the_one_of_another(capsys: pytest.CaptureFixture[str]) -> None:
    tell_findings([*issues("a", 300), *issues("b", 1)])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[1] for line in lines[:-1]] == ["a."] * SHOWN_ALIKE + ["b."]
    assert f"… y {300 - SHOWN_ALIKE} hallazgos más" in lines[-1]
