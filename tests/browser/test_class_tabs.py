"""The tabs of the classes of flow: a press is one question, and the keyboard keeps its place."""

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser.site_browser import SiteBrowser
from tests.waiting import until

CURRENT = ".class-tabs [aria-current]"


def shown(browser: SiteBrowser, selector: str) -> str:
    return str(
        browser.driver.execute_script(
            "const found = document.querySelector(arguments[0]);"
            "return found ? found.textContent.trim() : '';",
            selector,
        )
    )


def focused(browser: SiteBrowser) -> str:
    return str(browser.driver.execute_script("return document.activeElement.textContent"))


@pytest.mark.parametrize("page", ["/", "/cooperacion", "/acciones"])
def test_a_tab_asks_its_class_and_keeps_the_focus(browser: SiteBrowser, page: str) -> None:
    browser.visit(page)
    assert shown(browser, CURRENT).startswith("Recibida no reembolsable")
    browser.driver.execute_script(
        "document.querySelector('.class-tabs a[href=\"?clase=canceladas\"]').focus()"
    )
    browser.driver.switch_to.active_element.send_keys(Keys.ENTER)
    until(lambda: shown(browser, CURRENT).startswith("Canceladas"))
    until(lambda: focused(browser).startswith("Canceladas"))
    browser.wait_until_idle()
    assert browser.driver.current_url.endswith(f"{page}?clase=canceladas")
    # Of the 400 actions of the demonstration 11 are cancelled.
    until(lambda: shown(browser, "#count") == "11 registros")
    assert shown(browser, ".chip-label") == "Canceladas"
    browser.driver.back()
    until(lambda: shown(browser, CURRENT).startswith("Recibida no reembolsable"))
