"""Payers at the sandbox's pages, in Chromium. Usage: browser.py BINARY"""
import shutil
import sys
import time

from playwright.sync_api import expect, sync_playwright

import card
import checkout
import dashboard
from server import Server
from visitor import SHOTS, Visitor

SMALLEST, PHONE = {"width": 320, "height": 640}, {"width": 390, "height": 844}
SCREENS = (("small", SMALLEST, "light"), ("phone", PHONE, "dark"), ("desktop", {"width": 1280, "height": 900}, "light"))




def pages_fit_and_can_be_read(server, browser):
    """On the narrowest phone, on a usual one in the dark, and on a desk, in both languages."""
    url = server.order("fit")["paymentUrl"]
    pages = {"missing": url + "0", "gate": url.split("/pay/")[0] + "/"}
    for locale in ("en-US", "zh-CN"):
        for size, viewport, scheme in SCREENS:
            with Visitor(browser, locale=locale, viewport=viewport, color_scheme=scheme) as visitor:
                for name, url in pages.items():
                    visitor.page.goto(url)
                    visitor.check_layout()
                    if size == "small": visitor.check_rules()
                    visitor.page.screenshot(path=SHOTS / f"{name}-{locale}-{size}.png", full_page=True)


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
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for scenario in scenarios:
            scenario(server, browser)
            print(f"browser: {scenario.__name__.replace('_', ' ')}, after {time.monotonic() - began:.0f} s", flush=True)
        version = browser.version
        browser.close()
    server.close()
    print(f"browser: {len(scenarios)} scenarios in Chromium {version}")


if __name__ == "__main__":
    main()
