"""Payers at the sandbox's pages, in Chromium. Usage: browser.py BINARY"""
import shutil
import sys
import time

from playwright.sync_api import expect, sync_playwright

import card
import checkout
import dashboard
import screens
from server import Server
from visitor import SHOTS, Visitor


def pages_fit_and_can_be_read(server, browser):
    """What is shown instead of a page that is not there, or not for everybody."""
    url = server.order("fit")["paymentUrl"]
    pages = {"missing": url + "0", "gate": url.split("/pay/")[0] + "/"}
    for screen in screens.chosen():
        with Visitor(browser, **screen.options) as visitor:
            for name, url in pages.items():
                visitor.page.goto(url)
                visitor.check_layout()
                if screen.is_judged: visitor.check_rules()
                visitor.page.screenshot(path=SHOTS / f"{name}-{screen.name}.png", full_page=True)


def main():
    shutil.rmtree(SHOTS, ignore_errors=True)
    SHOTS.mkdir(parents=True)
    began = time.monotonic()
    server = Server(sys.argv[1])
    scenarios = (checkout.SCENARIOS + [pages_fit_and_can_be_read] + card.scenarios(server)
                 + dashboard.scenarios(sys.argv[1]))
    # The page asks every 2 s; the rest is for machines that are busy.
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        # Chromium cannot make its own sandbox as root in a container; it sees pages of this machine only.
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium-headless-shell", args=["--no-sandbox"])
        for scenario in scenarios:
            scenario(server, browser)
            print(f"browser: {scenario.__name__.replace('_', ' ')}, after {time.monotonic() - began:.0f} s", flush=True)
        version = browser.version
        browser.close()
    server.close()
    print(f"browser: {len(scenarios)} scenarios in Chromium {version}")


if __name__ == "__main__":
    main()
