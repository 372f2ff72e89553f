"""The newcomer's journey: from the panorama to the source row of one record, and back by a link."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

from tests.browser.site_browser import SiteBrowser
from tests.waiting import until

WORDS = {
    "es": {
        "home": "Panorama de la cooperación internacional",
        "cooperation": "Cooperación internacional",
        "nav": "Cooperación",
        "records": "Ver registros",
        "receipt": "Ficha de la cifra",
        "table": "Tabla",
        "spain": "España",
        "origin": "Fila de origen",
        "share": "Compartir vista",
        "copied": "Enlace copiado",
        "actions": "Acciones internacionales",
    },
    "en": {
        "home": "Overview of international cooperation",
        "cooperation": "International cooperation",
        "nav": "Cooperation",
        "records": "See records",
        "receipt": "Receipt of the figure",
        "table": "Table",
        "spain": "Spain",
        "origin": "Source row",
        "share": "Share view",
        "copied": "Link copied",
        "actions": "International actions",
    },
}
MAP = '[data-card="cooperation.by_country"]'
CURRENCY = ".control-moneda select"
FLOWS = '[data-card="cooperation.flows"]'

RECEIVED = 309
"""Of the 400 actions of the demonstration, those received that are not paid back."""


def text(browser: SiteBrowser, selector: str) -> str:
    # In one step, since the page may be drawn anew between finding an element and reading it.
    return str(
        browser.driver.execute_script(
            "const found = document.querySelector(arguments[0]);"
            "return found ? found.innerText.trim() : '';",
            selector,
        )
    )


def query(browser: SiteBrowser) -> dict[str, list[str]]:
    return parse_qs(urlsplit(browser.driver.current_url).query)


def heading(browser: SiteBrowser, words: str) -> None:
    until(lambda: text(browser, "main h1") == words)
    browser.wait_until_idle()


def count(browser: SiteBrowser) -> int:
    return int(re.sub(r"\D", "", text(browser, "#count")) or -1)


def count_becomes(browser: SiteBrowser, test: Callable[[int], bool]) -> int:
    browser.wait_until_idle()
    until(lambda: test(count(browser)), lambda: f"{count(browser)} at {browser.driver.current_url}")
    return count(browser)


def click_country(browser: SiteBrowser, code: str) -> None:
    """Click inside a country of the map, which the page's other parts may not cover."""
    shapes = f"{MAP} .choroplethlayer path"
    until(lambda: browser.driver.find_elements(By.CSS_SELECTOR, shapes))
    place = browser.driver.execute_script(
        "const plot = document.querySelector(arguments[0] + ' .js-plotly-plot');"
        "let before = 0;"
        "for (const trace of plot.data) {"
        "  if (trace.type !== 'choropleth') continue;"
        "  const at = Array.from(trace.locations).indexOf(arguments[1]);"
        "  if (at >= 0) return before + at;"
        "  before += trace.locations.length;"
        "} return -1;",
        MAP,
        code,
    )
    assert place >= 0
    shape = browser.driver.find_elements(By.CSS_SELECTOR, shapes)[place]
    browser.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", shape)
    ActionChains(browser.driver).move_to_element(shape).perform()
    # A click counts once the map has noticed what lies under the pointer.
    until(
        lambda: browser.driver.execute_script(
            "const under = document.querySelector(arguments[0] + ' .js-plotly-plot')._hoverdata;"
            "return Boolean(under && under.some(point => point.location === arguments[1]));",
            MAP,
            code,
        )
    )
    ActionChains(browser.driver).click().perform()


def posts(browser: SiteBrowser) -> int:
    """How many callback requests the page has sent since it was loaded."""
    return int(
        browser.driver.execute_script(
            "return performance.getEntriesByType('resource')"
            ".filter(entry => entry.name.includes('_dash-update-component')).length"
        )
    )


def posts_become(browser: SiteBrowser, wanted: int) -> None:
    """As many requests are sent, and then no more."""
    until(lambda: posts(browser) >= wanted, lambda: f"{posts(browser)} requests")
    browser.wait_until_idle()
    assert posts(browser) == wanted


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_newcomers_journey(browser: SiteBrowser, language: str):
    words = WORDS[language]
    browser.visit("/")
    if language == "en":
        browser.driver.find_element(By.CSS_SELECTOR, '[data-language="en"]').click()
    heading(browser, words["home"])
    assert browser.driver.execute_script("return document.documentElement.lang") == language
    everything = count(browser)
    assert everything == RECEIVED

    click_country(browser, "ESP")
    spain = count_becomes(browser, lambda number: number < everything)
    assert query(browser) == {"pais": ["ESP"]}
    assert words["spain"] in text(browser, "#chips")

    Select(
        browser.driver.find_element(By.CSS_SELECTOR, ".control-anio_desde select")
    ).select_by_value("2023")
    recent = count_becomes(browser, lambda number: number < spain)
    assert query(browser) == {"pais": ["ESP"], "anio_desde": ["2023"]}

    browser.driver.find_element(By.LINK_TEXT, words["nav"]).click()
    heading(browser, words["cooperation"])
    assert query(browser) == {"pais": ["ESP"], "anio_desde": ["2023"]}
    assert count_becomes(browser, lambda number: number == recent)

    until(lambda: browser.driver.find_elements(By.CSS_SELECTOR, f"{FLOWS} .sankey-link"))
    link = browser.driver.find_elements(By.CSS_SELECTOR, f"{FLOWS} .sankey-link")[0]
    browser.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", link)
    ActionChains(browser.driver).move_to_element(link).click().perform()
    flow = count_becomes(browser, lambda number: 0 < number <= recent)
    until(lambda: len(query(browser)) > 2 or flow < recent)

    shared = browser.driver.current_url
    card = browser.driver.find_element(By.CSS_SELECTOR, FLOWS)
    card.find_element(By.LINK_TEXT, words["records"]).click()
    heading(browser, words["actions"])
    assert count_becomes(browser, lambda number: number == flow)
    row = ".ag-row a"
    until(lambda: browser.driver.find_elements(By.CSS_SELECTOR, row))
    first = browser.driver.find_elements(By.CSS_SELECTOR, row)[0]
    title = first.text
    browser.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", first)
    first.click()
    heading(browser, title)
    assert "/acciones/" in browser.driver.current_url
    assert words["origin"] in text(browser, "main")
    assert browser.driver.find_elements(By.CSS_SELECTOR, ".cells tbody tr")

    browser.driver.back()
    heading(browser, words["actions"])
    assert count_becomes(browser, lambda number: number == flow)

    browser.driver.switch_to.new_window("tab")
    browser.driver.get(shared)
    browser.wait_until_idle()
    heading(browser, words["cooperation"])
    assert count_becomes(browser, lambda number: number == flow)
    assert words["spain"] in text(browser, "#chips")


def test_a_filter_change_is_one_request_and_back_undoes_it(browser: SiteBrowser):
    browser.visit("/cooperacion")
    before, whole = posts(browser), count(browser)
    Select(
        browser.driver.find_element(By.CSS_SELECTOR, ".control-anio_desde select")
    ).select_by_value("2024")
    later = count_becomes(browser, lambda number: number < whole)
    posts_become(browser, before + 1)
    Select(browser.driver.find_element(By.CSS_SELECTOR, CURRENCY)).select_by_value("COP")
    posts_become(browser, before + 2)
    assert "moneda" in query(browser)

    browser.driver.back()
    posts_become(browser, before + 3)
    assert query(browser) == {"anio_desde": ["2024"]}
    assert count(browser) == later
    browser.driver.back()
    assert count_becomes(browser, lambda number: number == whole)
    select = browser.driver.find_element(By.CSS_SELECTOR, ".control-anio_desde select")
    assert select.get_attribute("value") == ""
    browser.driver.forward()
    assert count_becomes(browser, lambda number: number == later)
    posts_become(browser, before + 5)

    browser.driver.refresh()
    browser.wait_until_idle()
    assert count_becomes(browser, lambda number: number == later)


def test_a_chip_is_removed_and_everything_is_cleared(browser: SiteBrowser):
    browser.visit("/cooperacion?pais=DEU,ESP&moneda=COP")
    two = count(browser)
    browser.driver.find_elements(By.CSS_SELECTOR, ".chip")[0].click()
    count_becomes(browser, lambda number: number < two)
    assert query(browser) == {"pais": ["ESP"], "moneda": ["COP"]}
    browser.driver.find_element(By.CSS_SELECTOR, '[data-action="clear"]').click()
    count_becomes(browser, lambda number: number == RECEIVED)
    assert query(browser) == {}
    assert browser.driver.find_elements(By.CSS_SELECTOR, ".chip") == []


def test_table_receipt_theme_and_share(browser: SiteBrowser):
    browser.visit("/cooperacion?pais=ESP")
    card = browser.driver.find_element(By.CSS_SELECTOR, '[data-card="cooperation.by_year"]')
    browser.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", card)
    buttons = {button.text: button for button in card.find_elements(By.TAG_NAME, "button")}

    buttons["Tabla"].click()
    until(lambda: card.find_elements(By.CSS_SELECTOR, "tbody tr"))
    until(lambda: buttons["Tabla"].get_attribute("aria-expanded") == "true")

    buttons["Ficha de la cifra"].click()
    dialog = browser.driver.find_element(By.CSS_SELECTOR, "dialog")
    until(dialog.is_displayed)
    until(lambda: "Regla de conteo" in dialog.text)
    assert browser.driver.current_url in dialog.text
    until(lambda: browser.driver.switch_to.active_element.tag_name == "h2")
    ActionChains(browser.driver).send_keys(Keys.ESCAPE).perform()
    until(lambda: not dialog.is_displayed())
    until(lambda: browser.driver.switch_to.active_element == buttons["Ficha de la cifra"])

    before = posts(browser)
    browser.driver.execute_script("scrollTo(0, 0)")
    browser.driver.find_element(By.ID, "theme-button").click()
    shown = "return document.documentElement.dataset.bsTheme"
    until(lambda: browser.driver.execute_script(shown) == "dark")
    browser.wait_until_idle()
    assert posts(browser) == before

    # The words go away by themselves: what was said is kept.
    browser.driver.execute_script(
        "const live = document.querySelector('[data-live]'); window.said = '';"
        "new MutationObserver(() => { window.said += live.textContent; })"
        ".observe(live, {childList: true, characterData: true, subtree: true});"
    )
    browser.driver.find_element(By.CSS_SELECTOR, '[data-action="share"]').click()
    until(lambda: browser.driver.execute_script("return window.said") == "Enlace copiado")


def test_the_image_of_a_figure_is_downloaded(browser: SiteBrowser):
    browser.visit("/cooperacion?pais=ESP")
    card = browser.driver.find_element(By.CSS_SELECTOR, '[data-card="cooperation.by_year"]')
    button = card.find_element(By.CSS_SELECTOR, '[data-action="png"]')
    browser.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", button)
    button.click()
    file = Path(browser.download_path) / "globo_cooperation.by_year.png"
    until(file.exists)
    assert file.read_bytes().startswith(b"\x89PNG")


def test_the_search_box_filters_the_grid(browser: SiteBrowser):
    browser.visit("/acciones")
    box = browser.driver.find_element(By.CSS_SELECTOR, '[role="search"] input')
    box.send_keys("AGUA", Keys.ENTER)
    found = count_becomes(browser, lambda number: 0 < number < 400)
    assert query(browser) == {"texto": ["AGUA"]}
    until(lambda: browser.driver.find_elements(By.CSS_SELECTOR, ".ag-row a"))
    rows = browser.driver.find_elements(By.CSS_SELECTOR, ".ag-row a")
    assert 0 < len(rows) <= found


def test_a_filter_change_over_the_grid_is_one_request(browser: SiteBrowser):
    browser.visit("/acciones")
    until(lambda: browser.driver.find_elements(By.CSS_SELECTOR, ".ag-row a"))
    browser.wait_until_idle()
    before, whole = posts(browser), count(browser)
    Select(
        browser.driver.find_element(By.CSS_SELECTOR, ".control-anio_desde select")
    ).select_by_value("2024")
    assert count_becomes(browser, lambda number: 0 < number < whole)
    posts_become(browser, before + 1)


def test_the_keyboard_opens_a_record_of_the_grid(browser: SiteBrowser):
    browser.visit("/acciones?pais=ESP")
    until(lambda: browser.driver.find_elements(By.CSS_SELECTOR, ".ag-row a"))
    title = text(browser, '.ag-row[row-index="0"] a')
    browser.driver.execute_script(
        "document.querySelector('.ag-row[row-index=\"0\"] .ag-cell').focus()"
    )
    ActionChains(browser.driver).send_keys(Keys.ENTER).perform()
    heading(browser, title)
    assert query(browser) == {"pais": ["ESP"]}


def test_the_headline_figures_show_what_they_compare_with(browser: SiteBrowser):
    browser.visit("/")
    told = browser.driver.find_elements(By.CSS_SELECTOR, ".headline .comparison")
    assert told and all(line.is_displayed() for line in told)


@pytest.mark.parametrize(
    ("language", "words"),
    [("es", "sus cifras son las de antes"), ("en", "its figures are those of before")],
)
def test_an_answer_that_does_not_come_is_told(
    language: str, words: str, chromium: SiteBrowser
) -> None:
    # Chromium writes what it could not fetch to the console, so this is not a clean visit.
    chromium.start_afresh()
    driver = chromium.driver
    chromium.visit("/cooperacion")
    driver.add_cookie({"name": "idioma", "value": language, "path": "/"})
    chromium.visit("/cooperacion")
    assert text(chromium, "#trouble") == ""
    driver.execute_cdp_cmd("Network.enable", {})
    try:
        driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["*_dash-update-component*"]})
        Select(driver.find_element(By.CSS_SELECTOR, CURRENCY)).select_by_value("COP")
        until(lambda: words in text(chromium, "#trouble"))
    finally:
        driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})
    Select(driver.find_element(By.CSS_SELECTOR, CURRENCY)).select_by_value("USD")
    until(lambda: text(chromium, "#trouble") == "")
    chromium.start_afresh()
