"""Names in the order in which people read their numbers."""

from data_access.vocabulary.names import natural_order


def test_numbers_in_names_are_ordered_by_their_size():
    names = ["Acuerdo 10 de 2025", "ACUERDO 9 de 2025", "Acta 100", "Decreto 05", "decreto 4"]
    assert sorted(names, key=natural_order) == [
        "Acta 100", "ACUERDO 9 de 2025", "Acuerdo 10 de 2025", "decreto 4", "Decreto 05",
    ]  # fmt: skip


def test_capitals_accents_signs_and_idle_zeros_make_no_other_name():
    assert natural_order("Resolución (012)") == natural_order("RESOLUCION 12")
    assert natural_order("Acta 12") != natural_order("Acta 1 2")
    # What has neither letters nor digits that can be folded is still told apart.
    assert natural_order("决议") != natural_order("决定")
