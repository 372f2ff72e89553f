"""The director's journey on a phone, and the planner's, who checks every percentage."""

import csv
import io
import re
import urllib.request
from urllib.parse import urlsplit

import pytest
from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select

from tests.browser.site_browser import DESKTOP, PHONE, SiteBrowser
from tests.browser.test_journey import (
    count,
    count_becomes,
    heading,
    posts,
    posts_become,
    query,
    text,
)
from tests.waiting import PATIENCE, until

WORDS = {
    "es": {
        "home": "Panorama de la cooperación internacional",
        "plan": "Plan: metas y avance",
        "red": "Rojo: hasta el 50",
        "sum": "4 de 9 programados a la fecha = 44,4",
        "alerts": "Todas las alertas de SDA",
        "receipt": "Ficha de la cifra",
        "method": "meta prorrateada al corte",
        "worst": "Recibir apoyo internacional para 12 retos de acción climática",
        "entity": "Secretaría Distrital de Ambiente",
    },
    "en": {
        "home": "Overview of international cooperation",
        "plan": "Plan: goals and progress",
        "red": "Red: up to 50",
        "sum": "4 of 9 programmed to date = 44.4",
        "alerts": "All alerts of SDA",
        "receipt": "Receipt of the figure",
        "method": "target prorated to the cut",
        "worst": "Receive international support for 12",
        "entity": "Secretariat of Environment",
    },
}


def click(browser: SiteBrowser, selector: str) -> None:
    """Click what a selector finds, once it stands in the middle of the screen."""
    element = browser.driver.find_element(By.CSS_SELECTOR, selector)
    browser.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
    element.click()


def open_in(browser: SiteBrowser, language: str, path: str) -> None:
    browser.visit(path)
    if language == "en":
        click(browser, '[data-language="en"]')
        until(lambda: browser.driver.execute_script("return document.documentElement.lang") == "en")
        browser.wait_until_idle()


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_directors_journey_on_a_phone(browser: SiteBrowser, language: str):
    words = WORDS[language]
    browser.resize(PHONE)
    open_in(browser, language, "/")
    heading(browser, words["home"])

    click(browser, '.navigation a[href^="/plan"]')
    heading(browser, words["plan"])
    assert not browser.has_sideways_scroll()
    assert "56" in text(browser, ".plan-headline .headline-value")
    worst = ".goal-list > li:first-child"
    assert words["worst"] in text(browser, f"{worst} .goal-name")

    # The rule of the light shows by focus alone.
    assert words["red"] in browser.driver.execute_script(
        "const light = document.querySelector(arguments[0]); light.focus();"
        "const rule = light.querySelector('.rule');"
        "return getComputedStyle(rule).clipPath === 'none' ? rule.textContent : '';",
        f"{worst} .light",
    )

    click(browser, f"{worst} .goal-name a")
    until(lambda: words["worst"] in text(browser, "main h1"))
    browser.wait_until_idle()
    assert words["sum"] in text(browser, ".arithmetic").replace("\xa0", " ")
    assert "−41" in text(browser, ".goal-headline .gap")
    assert not browser.has_sideways_scroll()
    goal = browser.driver.current_url

    click(browser, '.goal-headline a[href^="/entidades/SDA"]')
    until(lambda: words["entity"] in text(browser, "main h1"))
    browser.wait_until_idle()
    browser.driver.back()
    until(lambda: words["worst"] in text(browser, "main h1"))
    browser.wait_until_idle()
    assert browser.driver.current_url == goal
    link = browser.driver.find_element(By.LINK_TEXT, words["alerts"])
    browser.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", link)
    link.click()
    until(lambda: urlsplit(browser.driver.current_url).path == "/alertas")
    browser.wait_until_idle()
    assert query(browser) == {"entidad": ["SDA"], "corte": ["2026-T3"]}
    assert count(browser) > 0


def file_of(browser: SiteBrowser, name: str) -> list[list[str]]:
    """The rows of the CSV that a card offers, as the link on screen gives it."""
    link = browser.driver.find_element(
        By.CSS_SELECTOR, f'[data-card="{name}"] a.download[href*="/{name}.csv"]'
    )
    with urllib.request.urlopen(str(link.get_attribute("href")), timeout=PATIENCE) as answer:
        body = answer.read().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(body)))


def only_choice(browser: SiteBrowser, words: str) -> WebElement:
    """The choice with those words, once what was typed has left no other of them."""

    def chosen() -> list[WebElement]:
        found = browser.driver.find_elements(By.CSS_SELECTOR, ".dash-options-list-option")
        return [each for each in found if words in each.text and each.is_displayed()]

    return until(lambda: len(found := chosen()) == 1 and found)[0]


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_planners_journey(browser: SiteBrowser, language: str):
    words = WORDS[language]
    browser.resize(DESKTOP)
    open_in(browser, language, "/plan?linea=P22-L3")
    heading(browser, words["plan"])
    whole = count(browser)
    assert whole == 4

    before = posts(browser)
    click(browser, ".control-entidad .dash-dropdown")
    option = '.dash-options-list-option input[value="SG"], .dash-options-list-option'
    until(lambda: browser.driver.find_elements(By.CSS_SELECTOR, option))
    box = browser.driver.find_element(By.CSS_SELECTOR, ".dash-dropdown-search")
    box.send_keys("General")
    only_choice(browser, "Secretar").click()
    ActionChains(browser.driver).send_keys(Keys.ESCAPE).perform()
    assert count_becomes(browser, lambda number: number < whole) == 3
    assert query(browser) == {"entidad": ["SG"], "linea": ["P22-L3"]}
    posts_become(browser, before + 1)
    assert len(browser.driver.find_elements(By.CSS_SELECTOR, ".chip")) == 2

    shown = text(browser, ".plan-headline .headline-value")
    Select(browser.driver.find_element(By.CSS_SELECTOR, ".control-corte select")).select_by_value(
        "2025-T4"
    )
    until(lambda: text(browser, ".plan-headline .headline-value") != shown)
    assert query(browser)["corte"] == ["2025-T4"]
    posts_become(browser, before + 2)

    click(browser, '[data-card="goals.summary"] [aria-haspopup]')
    dialog = browser.driver.find_element(By.CSS_SELECTOR, "dialog")
    until(dialog.is_displayed)
    until(lambda: "2025-T4" in dialog.text)
    assert browser.driver.current_url in dialog.text
    ActionChains(browser.driver).send_keys(Keys.ESCAPE).perform()

    told = text(browser, ".plan-headline .headline-value")
    advance = float(re.sub(r"[^\d.,]", "", told).replace(",", "."))
    (line,) = [row for row in file_of(browser, "goals.by_line") if row[:1] == ["P22-L3"]]
    numbers = [float(cell) for cell in line if re.fullmatch(r"-?\d+\.\d+", cell)]
    assert any(abs(number * 100 - advance) < 0.05 for number in numbers)
    goals = [row for row in file_of(browser, "goals.progress") if "PG-12" in row]
    assert len(goals) == 1

    browser.driver.back()
    until(lambda: text(browser, ".plan-headline .headline-value") == shown)
    assert "corte" not in query(browser)


def test_a_node_of_the_tree_filters_the_page(browser: SiteBrowser):
    browser.visit("/plan")
    whole = count(browser)
    slices = '[data-card="goals.tree"] .slice'
    until(lambda: browser.driver.find_elements(By.CSS_SELECTOR, slices))
    line = next(
        each
        for each in browser.driver.find_elements(By.CSS_SELECTOR, slices)
        if "Comunicación" in each.text
    )
    browser.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", line)
    ActionChains(browser.driver).move_to_element(line).click().perform()
    assert count_becomes(browser, lambda number: number < whole) == 4
    assert query(browser) == {"linea": ["P22-L4"]}


def test_the_large_screen_fits_and_has_nothing_in_the_way(browser: SiteBrowser):
    browser.resize((1920, 1080))
    browser.visit("/plan?vista=sala")
    script = browser.driver.execute_script
    height = script("return document.documentElement.scrollHeight")
    assert height <= 1080
    assert script("return getComputedStyle(document.querySelector('.page-header')).display") == (
        "none"
    )
    smallest = script(
        "return Math.min(...Array.from(document.querySelectorAll('.room .tile *'))"
        ".filter(part => part.childElementCount === 0 && part.textContent.trim())"
        ".map(part => parseFloat(getComputedStyle(part).fontSize)))"
    )
    assert smallest >= 18
