"""What is found about one row while it is read."""

from dataclasses import dataclass, field, replace

from data_access.validation.formulas import of_formula
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_

MISSING = N_("Falta «{column}» en esta fila. Escríbalo para que la fila se cargue.")
"""What is told of an empty cell that a row needs, in place of what is wrong with its value."""

_NOTHING = "—"


@dataclass
class Findings:
    """The issues of row ``row``, in the order in which they were told."""

    row: int
    issues: list[Issue] = field(default_factory=list)

    @property
    def has_errors(self) -> bool:
        """Whether anything told leaves the row out."""
        return any(issue.severity is Severity.ERROR for issue in self.issues)

    def error(
        self, code: str, message: str, column: str, value: str = "", /, **values: str
    ) -> None:
        """Tell what leaves the row out; ``{value}`` in ``message`` is the value found."""
        self._tell(Severity.ERROR, code, message, column, value, values)

    def warning(
        self, code: str, message: str, column: str, value: str = "", /, **values: str
    ) -> None:
        """Tell what a person should look at."""
        self._tell(Severity.WARNING, code, message, column, value, values)

    def info(self, code: str, message: str, column: str, value: str = "", /, **values: str) -> None:
        """Tell what was decided, so that nothing is silent."""
        self._tell(Severity.INFO, code, message, column, value, values)

    def _tell(
        self,
        severity: Severity,
        code: str,
        message: str,
        column: str,
        value: str,
        values: dict[str, str],
    ) -> None:
        if "{value}" in message:
            values = {"value": value, **values}
            if not values["value"] and severity is Severity.ERROR:
                message, values = MISSING, {"column": column}
            elif not values["value"]:
                values["value"] = _NOTHING
        issue = of_formula(value, Issue(code, message, severity, values=values))
        issue = replace(issue, row=self.row, column=column, value=value or None)
        if issue not in self.issues:
            self.issues.append(issue)
