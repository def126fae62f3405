"""The tools of the browser tests do what they say."""

import pytest


@pytest.mark.browser
def test_chromium_reads_a_page_of_the_test_server(browser, live_server):
    page = browser.new_page()
    response = page.goto(f"{live_server.url}/healthz")
    assert response.json() == {"status": "ok"}
    page.close()
