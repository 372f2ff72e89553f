"""What of an IATI activity is humanitarian aid: all of it, or some transactions."""

from typing import Any, NamedTuple

from data_access.importers.iati_codes import HUMANITARIAN, flag

Plain = dict[str, Any]


class Humanitarian(NamedTuple):
    """Whether what says nothing of itself is humanitarian, and whether then everything is."""

    is_default: bool
    is_whole: bool

    def own_modality(self, told: str = "") -> str:
        """The modality of an amount with that flag, or "" when it is the activity's."""
        said = flag(told)
        is_humanitarian = self.is_default if said is None else said
        return HUMANITARIAN if is_humanitarian and not self.is_whole else ""


def read_humanitarian(activity: Plain) -> Humanitarian:
    """A flag or a scope of the activity holds for it but for transactions that say no.

    Then the activity keeps the modality that it would have without it, and its other amounts say
    that they are humanitarian, each for itself.
    """
    is_default = bool(flag(activity["humanitarian"]) or activity["scopes"])
    says_no = any(flag(item["humanitarian"]) is False for item in activity["transactions"])
    return Humanitarian(is_default, is_default and not says_no)
