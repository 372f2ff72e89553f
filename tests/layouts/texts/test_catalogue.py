"""The reader's language travels with the context."""

from contextvars import copy_context

from layouts.texts.catalogue import language, ngettext, translate, use_language


def test_spanish_is_the_source_and_the_default():
    assert language() == "es"
    assert translate("Sin fecha") == "Sin fecha"


def test_english_comes_from_the_catalogue_and_goes_with_the_block():
    with use_language("en"):
        assert translate("Sin fecha") == "Undated"
        assert translate("{amount} millones", amount="2") == "2 million"
    assert language() == "es"


def test_an_unknown_language_is_the_source():
    with use_language("xx"):
        assert language() == "es"


def test_a_message_without_translation_stays_in_spanish():
    with use_language("en"):
        assert translate("palabra {x}", x=1) == "palabra 1"


def test_two_contexts_do_not_share_the_language():
    copy_context().run(use_language, "en")
    assert language() == "es"


def test_one_and_many():
    assert ngettext("{n} acción de prueba", "{n} acciones de prueba", 1) == "1 acción de prueba"
    assert ngettext("{n} acción de prueba", "{n} acciones de prueba", 0) == "0 acciones de prueba"
