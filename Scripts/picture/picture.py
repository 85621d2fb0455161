"""Makes docs/picture.svg: a chat charges someone, the payer's page is paid, the chat learns of it.

What the tools say and what the page shows is real: a server is started, its tools are called, and Chromium opens the page
of the order. The SVG shows the pictures one after the other by CSS, and the last one where motion is not wanted.
Usage: .build-browser/bin/python -B Scripts/picture/picture.py BINARY
"""
import base64
import html
import pathlib
import sys

from playwright.sync_api import expect, sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/Browser"))
from server import Server  # noqa: E402

PANE = {"width": 420, "height": 600}
PAGE = {"width": 520, "height": 600}
SCALE = 1.5
REQUEST = "Charge Ada 49.99 USDT on Tron for invoice 1042."
QUESTION = "Has she paid?"


class Chat:
    """The left half, as it grows."""

    def __init__(self, browser):
        self.page = browser.new_page(viewport=PANE, device_scale_factor=SCALE)
        self.page.goto((pathlib.Path(__file__).parent / "chat.html").as_uri())
        self.parts = []

    def shot(self, unfinished=""):
        self.page.evaluate("text => { document.body.innerHTML = text }", "".join(self.parts) + unfinished)
        return self.page.screenshot()

    def say(self, kind, text):
        self.parts.append(f'<p class="{kind}">{text}</p>')
        return self.shot()


def words(text):
    return html.escape(text)


def record(binary):
    """The pictures: which half, the bytes, and the second at which it comes."""
    server = Server(binary)
    frames = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium-headless-shell", args=["--no-sandbox"])
        chat = Chat(browser)
        payer = browser.new_page(viewport=PAGE, device_scale_factor=SCALE, locale="en-US")
        frames.append(("chat", chat.shot(f'<p class="you caret">{REQUEST[:17]}</p>'), 0))
        frames.append(("chat", chat.say("you", REQUEST), 0.8))
        order = server.call("create_order", orderReference="1042", amount="49.99", currency="USDT", chainId="tron-nile")
        call = 'create_order <b>✓</b><br>49.99 USDT · tron-nile · "1042"'
        frames.append(("chat", chat.say("tool", call), 1.8))
        link = words(order["paymentUrl"])
        frames.append(("chat", chat.say(
            "assistant", f'Order <b>1042</b> is open for 10 minutes. Ada pays here:<br><a href="#">{link}</a>'), 2.6))
        payer.goto(order["paymentUrl"])
        frames.append(("page", payer.screenshot(), 4.2))
        seen = server.call("simulate_payment", orderId=order["orderId"], confirmations=1)
        expect(payer.get_by_role("heading", level=1)).not_to_have_text("Waiting for your payment")
        frames.append(("page", payer.screenshot(), 6.4))
        server.call("simulate_payment", orderId=order["orderId"], txHash=seen["txHash"])
        expect(payer.get_by_role("heading", level=1)).to_have_text("Paid")
        payer.wait_for_timeout(1500)
        frames.append(("page", payer.screenshot(), 8.4))
        frames.append(("chat", chat.say("you", QUESTION), 10))
        now = server.call("wait_for_order", orderId=order["orderId"])
        assert now["status"] == "completed", now
        chat.say("tool", "wait_for_order <b>✓</b>")
        frames.append(("chat", chat.say(
            "assistant", f"Yes. {words(now['receivedAmount'])} USDT have arrived and are confirmed."), 11.2))
        browser.close()
    server.close()
    return frames, 15


def keyframes(name, start, end, length):
    """Shows a picture from one second to another."""
    first, last = 100 * start / length, 100 * end / length
    before = "" if start == 0 else f"0%,{first - .01:.2f}%{{opacity:0}}"
    after = "" if end == length else f"{last:.2f}%,100%{{opacity:0}}"
    return f"@keyframes {name}{{{before}{first:.2f}%,{min(last, 100) - .01:.2f}%{{opacity:1}}{after}}}"


def drawing(frames, length):
    rules, images = [], []
    left = {"chat": (0, PANE), "page": (PANE["width"], PAGE)}
    for index, (half, content, start) in enumerate(frames):
        later = [other for other in frames[index + 1:] if other[0] == half]
        end = later[0][2] if later else length
        x, size = left[half]
        rules.append(keyframes(f"k{index}", start, end, length))
        rules.append(f".i{index}{{animation:k{index} {length}s linear infinite}}")
        last = " last" if not later else ""
        data = base64.b64encode(content).decode()
        images.append(f'<image class="i{index}{last}" x="{x}" width="{size["width"]}" height="{size["height"]}" '
                      f'href="data:image/png;base64,{data}"/>')
    width, height = PANE["width"] + PAGE["width"], PAGE["height"]
    rules.append("@media (prefers-reduced-motion){image{animation:none!important;opacity:0}image.last{opacity:1}}")
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">\n'
            f"<title>A chat charges 49.99 USDT, the payer's page opens, and the order is paid</title>\n"
            f"<style>{''.join(rules)}</style>\n"
            f'<rect width="{width}" height="{height}" fill="#f3f1ec"/>\n' + "\n".join(images) +
            f'\n<rect x=".5" y=".5" width="{width - 1}" height="{height - 1}" fill="none" stroke="#dcd7cb"/>\n</svg>\n')


def main():
    picture = drawing(*record(sys.argv[1]))
    assert len(picture) < 1_000_000, len(picture)
    (ROOT / "docs/picture.svg").write_text(picture)
    print(f"docs/picture.svg: {len(picture):,} bytes")


if __name__ == "__main__":
    main()
