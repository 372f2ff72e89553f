"""axe finds nothing against WCAG 2.1 A and AA, on every page, in the states that people meet."""

import pytest
from selenium.webdriver.common.by import By

from tests.browser.site_browser import DESKTOP, PHONE, SiteBrowser
from tests.waiting import until

PAGES = (
    "/",
    "/cooperacion?pais=ESP",
    "/cooperacion?pais=ZZZ&anio_desde=ayer",
    "/paises/ESP",
    "/entidades/SDM",
    "/aliados/1",
    "/acciones?clase=canceladas",
    "/cooperacion?clase=todas",
    "/acciones",
    "/acciones/1",
    "/datos",
    "/plan",
    "/plan?entidad=SG&linea=P22-L4&estado=sin_regla",
    "/plan?vista=sala",
    "/plan/PG-03",
    "/plan/PG-06",
    "/plan/46",
    "/entidades/SCRD",
    "/indicadores",
    "/indicadores?indicador=IC-02,IC-03,IG-01,PG-04",
    "/indicadores?familia=nada",
    "/indicadores/IC-03",
    "/indicadores/IG-03",
    "/indice",
    "/alertas",
    "/alertas?gravedad=info",
)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
def test_no_page_has_a_violation(browser: SiteBrowser, size: tuple[int, int], is_dark: bool):
    browser.resize(size)
    browser.prefer_dark(is_dark)
    for page in PAGES:
        browser.visit(page)
        assert browser.axe() == [], page
        assert not browser.has_sideways_scroll(), page
        assert browser.tables_with_sideways_scroll() == [], page


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
def test_no_open_part_has_a_violation(browser: SiteBrowser, size: tuple[int, int], is_dark: bool):
    browser.resize(size)
    browser.prefer_dark(is_dark)
    browser.visit("/cooperacion")
    script = browser.driver.execute_script
    script("document.querySelector('.main-filters').open = true")
    browser.driver.find_element(By.CSS_SELECTOR, ".more-filters summary").click()
    assert browser.axe() == []
    browser.driver.find_element(By.CSS_SELECTOR, ".more-filters summary").click()
    browser.driver.find_element(By.CSS_SELECTOR, ".control-entidad .dash-dropdown").click()
    until(lambda: browser.driver.find_elements(By.CSS_SELECTOR, ".dash-options-list-option"))
    assert browser.axe() == []
    script("document.body.click()")
    script(
        "document.querySelector('[data-card=\"cooperation.by_year\"] [aria-expanded]').click();"
        "document.querySelector('[data-card=\"cooperation.by_year\"] [aria-haspopup]').click();"
    )
    until(lambda: script("return document.querySelector('dialog').open"))
    browser.wait_until_idle()
    assert browser.axe() == []
    assert browser.tables_with_sideways_scroll() == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_table_of_a_card_fits_in_it(browser: SiteBrowser, size: tuple[int, int]):
    browser.resize(size)
    browser.visit("/cooperacion")
    buttons = browser.driver.find_elements(By.CSS_SELECTOR, "main [aria-expanded=false]")
    assert buttons
    for button in buttons:
        browser.driver.execute_script("arguments[0].click()", button)
    tables = ".opened-table .table-scroll"
    until(lambda: len(browser.driver.find_elements(By.CSS_SELECTOR, tables)) == len(buttons))
    browser.wait_until_idle()
    assert browser.tables_with_sideways_scroll() == []


def test_rows_laid_as_blocks_are_still_a_table(browser: SiteBrowser):
    browser.resize(PHONE)
    browser.visit("/acciones/1")
    row = browser.driver.find_element(By.CSS_SELECTOR, ".table-scroll tbody tr")
    cells = row.find_elements(By.XPATH, "*")
    assert [cell.get_attribute("role") for cell in (row, *cells[:2])] == [
        "row", "rowheader", "cell",
    ]  # fmt: skip
    assert [cell.get_attribute("data-label") for cell in cells[1:]] == [
        "Fecha", "Valor original", "USD", "COP", "Tasa y fuente",
    ]  # fmt: skip


def test_the_skip_link_leads_to_the_content(browser: SiteBrowser):
    browser.visit("/cooperacion")
    link = browser.driver.find_element(By.CSS_SELECTOR, ".skip-link")
    target = link.get_attribute("href").rpartition("#")[2]
    assert browser.driver.find_element(By.ID, target).tag_name == "main"


def test_focus_goes_to_the_heading_of_a_new_page(browser: SiteBrowser):
    browser.visit("/")
    browser.driver.find_element(By.LINK_TEXT, "Datos").click()
    until(lambda: browser.driver.switch_to.active_element.text == "Datos, fuentes y métodos")


def test_every_figure_has_a_name_and_a_sentence(browser: SiteBrowser):
    browser.visit("/cooperacion")
    nameless = browser.driver.execute_script(
        "return Array.from(document.querySelectorAll('[role=img]')).filter(figure => {"
        " const label = document.getElementById(figure.getAttribute('aria-labelledby'));"
        " return !label || !label.textContent.trim(); }).length"
    )
    assert nameless == 0
