"""What the codes of the IATI standard mean in our own codelists."""

from collections.abc import Sequence

KINDS = {
    "2": "committed", "C": "committed",
    "3": "disbursed", "D": "disbursed",
    "4": "expenditure", "E": "expenditure",
    "1": "incoming", "IF": "incoming",
    "11": "incoming_commitment",
}  # fmt: skip
"""Transactions that are amounts of the register, by the kind of amount that each is.

Reimbursements, interest, equity, guarantees and pledges are other things.
"""
OTHER_TRANSACTIONS = {
    *map(str, range(5, 11)), "12", "13", "IR", "LR", "R", "QP", "QS", "CG",
}  # fmt: skip
"""Those other things, by the codes of both versions of the standard."""
REVISED = {"2", "revised"}
"""Types of budget that take the place of the original one."""
_RELATIONS = {
    "1": "parent", "2": "child", "3": "sibling", "4": "cofunded", "5": "third_party",
}  # fmt: skip
_YES = {"1", "true"}
_NO = {"0", "false"}
HUMANITARIAN = "humanitaria"
FUNDING = "funding"
_ROLES = {
    "1": FUNDING, "funding": FUNDING,
    "2": "accountable", "accountable": "accountable",
    "3": "extending", "extending": "extending",
    "4": "implementing", "implementing": "implementing",
}  # fmt: skip
_STAGES = {
    "1": "identificacion", "pipeline/identification": "identificacion",
    "2": "ejecucion", "implementation": "ejecucion",
    "3": "seguimiento", "finalisation": "seguimiento",
    "4": "cierre", "closed": "cierre", "completion": "cierre", "post-completion": "cierre",
    "5": "cancelada", "cancelled": "cancelada",
    "6": "suspendida", "suspended": "suspendida",
}  # fmt: skip
PARTNER_TYPES = {
    "10": "gobierno-nacional", "11": "gobierno-local", "15": "agencia",
    "21": "ong", "22": "ong", "23": "ong", "24": "ong", "30": "empresa",
    "40": "multilateral", "60": "fundacion",
    "70": "empresa", "71": "empresa", "72": "empresa", "73": "empresa", "80": "academia",
}  # fmt: skip
_COOPERATION_TYPES = {
    "1": "bilateral", "3": "bilateral", "7": "bilateral", "2": "multilateral",
    "4": "multilateral", "6": "no-oficial", "8": "triangular",
}  # fmt: skip
_GRANT = "donacion"
_LOAN = "prestamo"
_GRANTS = {"110", "111", "210", "211"}
_LOANS = {"410", "411", "412", "413", "414", "421", "451", "452", "453"}
_AID_MODALITIES = {"D01": "tecnica", "D02": "tecnica", "E01": "becas"}
_BUDGET_SUPPORT = {"A01", "A02"}
_START_PLANNED = {"1", "start-planned"}
_START_ACTUAL = {"2", "start-actual"}
_END_PLANNED = {"3", "end-planned"}
_END_ACTUAL = {"4", "end-actual"}
STARTS = (_START_ACTUAL, _START_PLANNED)
"""Types of start date, the one to trust first."""
ENDS = (_END_ACTUAL, _END_PLANNED)
PURPOSES = {"", "1", "DAC"}
"""Sector vocabularies of five-digit DAC purposes; version 1 left DAC unsaid."""
CATEGORIES = {"2", "DAC-3"}
GOAL_SECTORS = {"7", "8"}
"""Sector vocabularies of goals and of targets (``9.1``)."""
GOAL_TAGS = {"2", "3"}


def role_of(code: str) -> str:
    """The partner role of an OrganisationRole; anything else takes part as implementing."""
    return _ROLES.get(code.casefold(), "implementing")


def stage_of(code: str) -> str:
    """The stage of an ActivityStatus code or of its version 1 name, or ""."""
    return _STAGES.get(code.casefold(), "")


def cooperation_type_of(code: str) -> str:
    """The cooperation type of a CollaborationType, or ""."""
    return _COOPERATION_TYPES.get(code, "")


def finance_of(code: str) -> str:
    """Grant or loan, for a FinanceType that is clearly one of them, or ""."""
    if code in _GRANTS:
        return _GRANT
    return _LOAN if code in _LOANS else ""


def relation_of(code: str) -> str:
    """What kind of relation a RelatedActivityType is."""
    return _RELATIONS.get(code, "related")


def flag(text: str) -> bool | None:
    """A yes or a no as XML writes them, or None for neither."""
    folded = text.casefold()
    return True if folded in _YES else False if folded in _NO else None


def modality_of(finance: str, aid: Sequence[str]) -> str:
    """The modality that the types of finance and aid leave beyond doubt, or ""."""
    for code in aid:
        if code in _AID_MODALITIES:
            return _AID_MODALITIES[code]
    if finance == _LOAN:
        return "financiera-reembolsable"
    if finance == _GRANT and _BUDGET_SUPPORT & set(aid):
        return "financiera-no-reembolsable"
    return ""
