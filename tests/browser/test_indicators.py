"""What a reader sees of indicators and alerts is what the files say, one request at a time."""

import csv
import io
from typing import Any

import pytest
from selenium.webdriver.common.by import By

from tests.browser.site_browser import PHONE, SiteBrowser
from tests.browser.test_journey import count, count_becomes, posts, posts_become, query, text
from tests.waiting import until

COMPARISON = '[data-card="indicators.catalogue"]'


def rows_of(browser: SiteBrowser, address: str) -> list[dict[str, str]]:
    """The rows of a CSV of the site, without the receipt that stands below them."""
    body: str = browser.driver.execute_async_script(
        "const done = arguments[1]; fetch(arguments[0]).then(file => file.text()).then(done);",
        address,
    )
    table = body.lstrip("\ufeff").split("\r\n\r\n")[0]
    return list(csv.DictReader(io.StringIO(table), delimiter=_delimiter(table)))


def _delimiter(table: str) -> str:
    return ";" if table.splitlines()[0].count(";") else ","


def cells(browser: SiteBrowser, selector: str) -> list[list[str]]:
    found: list[list[str]] = browser.driver.execute_script(
        "return [...document.querySelectorAll(arguments[0] + ' tbody tr')]"
        ".map(row => [...row.children].map(cell => cell.innerText.trim()));",
        selector,
    )
    return found


def whole(number: str) -> int:
    return int(number.replace(".", ""))


@pytest.mark.parametrize("size", [None, PHONE], ids=["desktop", "phone"])
def test_comparing_is_one_request_and_back_undoes_it(browser: SiteBrowser, size: Any):
    if size:
        browser.resize(size)
    browser.visit("/indicadores")
    every, before = count(browser), posts(browser)
    assert not browser.driver.find_element(By.CSS_SELECTOR, COMPARISON).is_displayed()
    for step, code in enumerate(("IC-03", "IR-01"), start=1):
        link = browser.driver.find_element(
            By.CSS_SELECTOR, f'.indicators a[href*="indicador="][href*="{code}"]'
        )
        browser.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", link)
        link.click()
        until(lambda code=code: code in query(browser).get("indicador", [""])[0])
        posts_become(browser, before + step)
    assert count(browser) == every
    until(lambda: browser.driver.find_elements(By.CSS_SELECTOR, f"{COMPARISON} .main-svg"))
    assert len(cells(browser, f"{COMPARISON} .series")) >= 3
    browser.driver.back()
    until(lambda: query(browser) == {"indicador": ["IC-03"]})


def test_a_comparison_shows_the_numbers_of_its_file(browser: SiteBrowser):
    browser.visit("/indicadores?indicador=IC-03,IR-01")
    link = browser.driver.find_element(By.CSS_SELECTOR, f'{COMPARISON} a[href*=".csv"]')
    filed = rows_of(browser, link.get_attribute("href"))
    assert [row["Código"] for row in filed] == ["IC-03", "IR-01"]
    shown = cells(browser, f"{COMPARISON} .series")
    for column, row in enumerate(filed, start=1):
        told = dict(pair.split(" ") for pair in row["Valores por trimestre"].split("; "))
        assert {line[0]: float(told[line[0]]) for line in shown if line[column] != "–"} == {
            line[0]: float(whole(line[column])) for line in shown if line[column] != "–"
        }
        assert len(told) == sum(line[column] != "–" for line in shown)


def test_alerts_are_counted_as_in_their_file(browser: SiteBrowser):
    browser.visit("/alertas")
    before, every = posts(browser), count(browser)
    browser.driver.find_element(By.CSS_SELECTOR, ".severity-tile").click()
    grave = count_becomes(browser, lambda number: 0 < number < every)
    posts_become(browser, before + 1)
    assert query(browser) == {"gravedad": ["error"]}
    link = browser.driver.find_element(
        By.CSS_SELECTOR, '[data-card="goals.alerts"] a[href*=".csv"]'
    )
    filed = rows_of(browser, link.get_attribute("href"))
    assert len(filed) == grave
    assert {row["Gravedad"] for row in filed} == {"error"}
    assert sum(whole(row[-1]) for row in cells(browser, ".alert-counts")) == grave
    browser.driver.find_elements(By.CSS_SELECTOR, ".alert-counts a")[0].click()
    until(lambda: "entidad" in query(browser))
    posts_become(browser, before + 2)
    assert len(cells(browser, ".alert-counts")) == 1


def test_the_index_adds_up_to_what_it_says(browser: SiteBrowser):
    browser.visit("/indice")
    scores = [float(side.text.replace(",", ".")) for side in
              browser.driver.find_elements(By.CSS_SELECTOR, ".side-score")]  # fmt: skip
    assert len(scores) == 4
    shown = float(text(browser, ".index-value").replace(",", "."))
    # The four sides weigh the same; each was rounded to a decimal.
    assert abs(sum(scores) / 4 - shown) <= 0.1


def test_an_alert_leads_to_its_goal_and_the_goal_to_its_entity(browser: SiteBrowser):
    browser.resize(PHONE)
    browser.visit("/alertas?gravedad=error&entidad=SCRD")
    link = browser.driver.find_element(By.CSS_SELECTOR, '.alert-subject a[href*="/plan/PG-07"]')
    browser.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", link)
    link.click()
    until(lambda: "/plan/PG-07" in browser.driver.current_url)
    browser.wait_until_idle()
    assert "Residencias" in text(browser, "main")
