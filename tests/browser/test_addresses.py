"""What an address says and is not understood stays told, and is told again on the way back."""

import pytest

from tests.browser.site_browser import SiteBrowser
from tests.waiting import until


def notices(browser: SiteBrowser) -> list[str]:
    found: list[str] = browser.driver.execute_script(
        "return [...document.querySelectorAll('#notices .notice')].map(each => each.textContent)"
    )
    return found


@pytest.mark.parametrize("page", ["/cooperacion", "/acciones"])
def test_a_part_that_is_no_filter_and_two_values_of_one(browser: SiteBrowser, page: str) -> None:
    browser.visit(f"{page}?anio=2020&clase=creditos&clase=ofrecida&utm_source=x")
    until(lambda: len(notices(browser)) == 2)
    browser.wait_until_idle()
    unknown, twice = notices(browser)
    assert "«anio=2020»" in unknown
    assert "Clase de flujo" in twice
    assert browser.driver.find_element("css selector", "#count").text == "309 registros"
    link = browser.driver.find_element("css selector", '.class-tabs a[href="?clase=canceladas"]')
    browser.driver.execute_script("arguments[0].click()", link)
    until(lambda: notices(browser) == [])
    browser.wait_until_idle()
    browser.driver.back()
    until(lambda: len(notices(browser)) == 2)
    until(lambda: browser.driver.find_element("css selector", "#count").text == "309 registros")
