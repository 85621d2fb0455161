"""The card of an order in a chat: what a person sees of the page `ui://payin/order`, in a host of our own."""
import base64
import functools
import re
import struct
import zlib
from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from card_host import CardHost
from visitor import SHOTS

URI = "ui://payin/order"
DECLARED = {"extensions": {"io.modelcontextprotocol/ui": {"mimeTypes": ["text/html;profile=mcp-app"]}}}
ADDRESS = "0xAb5801a7D398351b8bE11C439e05C5B3259aeC9B"
OTHER_ADDRESS = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
ORDER = {
    "orderId": "ord_1", "orderReference": "invoice-77", "status": "pending", "amount": "10.50", "currency": "USDC",
    "chainId": "ethereum-sepolia", "address": ADDRESS, "receivedAmount": "0", "confirmedAmount": "0",
    "paymentUrl": "https://pay.example/ord_1", "createdAt": "2099-01-31T11:50:00Z",
    "paymentWindowEndsAt": "2099-01-31T12:00:00Z", "expiresAt": "2099-01-31T12:05:00Z"}
# Name, size, the host's theme and language.
SCREENS = (("small", {"width": 320, "height": 1000}, "light", "en-US"),
           ("phone", {"width": 390, "height": 1000}, "dark", "zh-CN"),
           ("wide", {"width": 640, "height": 700}, "light", "zh-CN"),
           ("dark", {"width": 640, "height": 700}, "dark", "en-US"))


def read_card(server):
    """The page, as the program gives it to a host; under 40 kB, because it is sent whole."""
    server.handshake(DECLARED)
    (contents,) = server.request("resources/read", {"uri": URI})["contents"]
    assert contents["mimeType"] == "text/html;profile=mcp-app", contents["mimeType"]
    assert len(contents["text"].encode()) <= 40_000
    tools = {tool["name"]: tool.get("_meta") for tool in server.request("tools/list", {})["tools"]}
    assert tools["get_order"] == {"ui": {"resourceUri": URI}} and tools["list_orders"] is None, tools
    server.handshake({})
    return contents["text"]


def png(size=58):
    """A picture like a code: black and white, made here."""
    rows = b"".join(b"\0" + bytes((x * y * 7 + x) % 3 // 2 * 255 for x in range(size)) for y in range(size))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    head = struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0)
    chunks = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + chunks).decode()


def code(data=None, mime="image/png", **fields):
    return {"content": [{"type": "image", "data": data or png(), "mimeType": mime}, {"type": "text", "text": "uri"}],
            "structuredContent": {"isPayable": True, "address": ADDRESS, **fields}}


def answer(**changes):
    return {"structuredContent": {**ORDER, **changes}}


def card_follows_its_order(server, browser, html):
    with CardHost(browser, server, html) as host:
        order = host.run("create_order", orderReference="card-1", amount="10.50", currency="USDC",
                         chainId="ethereum-sepolia", successUrl="https://shop.example/")
        expect(host.heading()).to_have_text("Waiting for payment")
        expect(host.card.get_by_text("Sandbox — no real money")).to_be_visible()
        expect(host.card.locator("[data-address]")).to_have_text(order["address"])
        groups = host.card.locator("[data-address] span").all_text_contents()
        assert "".join(groups) == order["address"] and {len(group) for group in groups[:-1]} == {4}, groups
        expect(host.card.get_by_role("timer")).to_have_text(re.compile("^9:[0-5][0-9]$"))
        host.card.get_by_role("button", name="Open the payment page").click()
        host.wait_until(lambda: host.links == [order["paymentUrl"]])
        server.call("simulate_payment", orderId=order["orderId"], amount="4")
        host.pass_time_until(lambda: host.says("Part of the payment is here"))
        expect(host.card.get_by_text("4 USDC of 10.50 USDC have arrived. Send the missing 6.5 USDC")).to_be_visible()
        expect(host.card.locator("[data-text=due]")).to_have_text("6.5")
        server.call("simulate_payment", orderId=order["orderId"])
        host.pass_time_until(lambda: host.says("Paid"))
        expect(host.card.get_by_text(order["address"])).to_be_hidden()
        expect(host.card.get_by_role("button", name="Refresh")).to_be_hidden()
        calls = len(host.calls)
        host.pass_time(60)
        assert len(host.calls) == calls, host.calls
        assert set(host.calls) == {"get_order", "payment_qr"}, host.calls
        assert all(height > 100 for height in host.heights[1:]), host.heights


def card_says_each_state(server, browser, html):
    part = {"receivedAmount": "4"}
    past = {"paymentWindowEndsAt": "2020-01-31T12:00:00Z"}
    over = {**past, "expiresAt": "2020-01-31T12:05:00Z"}
    warned = {"warnings": [{"code": "address_doubtful"}]}
    states = [
        # What differs from a new order, the headline, a part of what follows, whether it asks for money.
        ({}, "Waiting for payment", "Send the amount below", True),
        (part, "Part of the payment is here", "Send the missing 6.5 USDC to the same address", True),
        ({"amount": "0.3", "receivedAmount": "0.1"}, "Part of the payment is here", "missing 0.2 USDC", True),
        ({"receivedAmount": "10.5"}, "Payment seen", "nothing more to do", False),
        ({"receivedAmount": None, "confirmedAmount": None}, "Waiting for payment", "does not show what has", True),
        ({"receivedAmount": None, "confirmedAmount": "4"}, "Waiting for payment", "does not show what has", True),
        ({"receivedAmount": None, "confirmedAmount": "10.5"}, "Payment seen", "nothing more to do", False),
        ({"receivedAmount": "4", "confirmedAmount": "10.5"}, "Payment seen", "nothing more to do", False),
        ({"receivedAmount": "4", "confirmedAmount": "1"}, "Part of the payment is here", "missing 6.5 USDC", True),
        (past, "The payment window is over", "Do not start a new one", False),
        ({**past, **part}, "The payment window is over", "6.5 USDC are missing", False),
        (over, "The time to pay is over", "The result is not known yet", False),
        ({"status": "completed", "receivedAmount": "10.500000"}, "Paid", "The full amount has arrived", False),
        ({"status": "Completed", "receivedAmount": "12"}, "Paid", "1.5 USDC more than asked for", False),
        ({"status": "completed", "receivedAmount": None, "confirmedAmount": None}, "Paid", "The order is complete",
         False),
        ({"status": "completed", "receivedAmount": "1"}, "Completed, but money is missing",
         "1 USDC of 10.50 USDC have arrived", False),
        ({"status": "completed", "receivedAmount": "0", "confirmedAmount": "10.5"}, "Paid", "The full amount", False),
        ({"status": "completed", "receivedAmount": None, "confirmedAmount": "10.5"}, "Paid", "The full amount", False),
        ({"status": "completed"}, "Completed, but money is missing", "0 USDC of 10.50 USDC have", False),
        ({"status": "expired"}, "This order has expired", "create a new order", False),
        ({"status": "expired", **part}, "This order has expired", "4 USDC of 10.50 USDC have arrived", False),
        ({"status": "expired", "receivedAmount": "10.5"}, "This order has expired", "10.50 USDC of 10.50 USDC", False),
        ({"status": "expired", "receivedAmount": "12"}, "This order has expired", "12 USDC of 10.50 USDC have", False),
        ({"status": "PARTIALLY_REFUNDED"}, "This order has ended: PARTIALLY_REFUNDED", "Do not send anything", False),
        ({"status": "frozen"}, "Unknown state: frozen", "Ask the operator", False),
        ({"status": None}, "Unknown state", "before anything is paid", False),
        ({"amount": "ten"}, "Unknown state", "before anything is paid", False),
        (warned, "Do not pay to this order", "Compare it with the PayIn dashboard", False),
        ({"address": None}, "Do not pay to this order", "Compare it", False),
    ]
    with CardHost(browser, server, html, capabilities={}) as host:
        for number, (changes, headline, detail, is_payable) in enumerate(states):
            order = {**ORDER, "orderId": f"ord_{number}", **changes}
            host.show({name: value for name, value in order.items() if value is not None})
            expect(host.card.get_by_text(f"ord_{number}", exact=True)).to_be_visible()
            expect(host.heading()).to_have_text(headline)
            expect(host.card.get_by_role("status")).to_contain_text(detail)
            assert host.card.locator("[data-address]").is_visible() == is_payable, headline
        host.show({**ORDER, "status": "completed", "receivedAmount": "1", "completedAt": "2026-11-30T08:40:59Z"})
        expect(host.card.locator("dl")).to_contain_text("Missing9.5 USDCPaid at")
        # The doubt stays when a later answer no longer has it, with whatever address.
        for number, address in enumerate((ADDRESS, OTHER_ADDRESS)):
            order = {**ORDER, "orderId": f"ord_warned_{number}"}
            host.show({**order, **warned})
            host.show({**order, "address": address, "status": "confirming"})
            host.show({**order, "address": address})
            expect(host.card.get_by_text(order["orderId"])).to_be_visible()
            expect(host.heading()).to_have_text("Do not pay to this order")
    assert host.calls == []


def changed_terms_are_not_paid(server, browser, html):
    changes = [{"address": OTHER_ADDRESS}, {"address": ""}, {"chainId": "polygon-amoy"}, {"currency": "USDT"},
               {"amount": "10.51"}, {"amount": "10.50", "address": "T" + ADDRESS[1:]}]
    with CardHost(browser, server, html) as host:
        for number, change in enumerate(changes):
            order = {**ORDER, "orderId": f"ord_{number}"}
            host.answers["payment_qr"] = code()
            host.show(order)
            expect(host.card.get_by_role("img", name="QR code of this payment")).to_be_visible()
            # Another spelling is no change.
            host.show({**order, "amount": "10.500000", "address": ADDRESS.lower(), "currency": "usdc"})
            expect(host.heading()).to_have_text("Waiting for payment")
            host.answers["get_order"] = {"structuredContent": {**order, **change}}
            host.card.get_by_role("button", name="Refresh").click()
            expect(host.heading()).to_have_text("Do not pay to this order")
            expect(host.card.get_by_role("status")).to_contain_text("is not the one first shown here")
            # The first terms again do not take it back.
            host.show(order)
            expect(host.heading()).to_have_text("Do not pay to this order")
            expect(host.card.locator("[data-address]")).to_be_hidden()
            expect(host.card.get_by_role("img")).to_have_count(0)
            expect(host.card.get_by_role("button", name="Open the payment page")).to_be_hidden()
        host.show({**order, "status": "completed", "receivedAmount": "10.50"})
        expect(host.heading()).to_have_text("Paid")
        expect(host.card.get_by_role("alert")).to_contain_text("is not the one first shown here")


def code_must_be_of_the_address_that_is_shown(server, browser, html):
    waiting, doubtful = "Waiting for payment", "Do not pay to this order"
    codes = [(code(), 1, waiting), (code(address=ADDRESS.lower()), 1, waiting), (code(orderId="ord_x"), 0, waiting),
             (code(address=None), 0, waiting), (code(address=OTHER_ADDRESS), 0, doubtful),
             (code(chainId="polygon-amoy"), 0, doubtful)]
    with CardHost(browser, server, html) as host:
        for number, (host.answers["payment_qr"], count, headline) in enumerate(codes):
            host.show({**ORDER, "orderId": f"ord_{number}"})
            host.wait_until(lambda: host.calls.count("payment_qr") == number + 1)
            expect(host.heading()).to_have_text(headline)
            expect(host.card.get_by_role("img")).to_have_count(count)


def answer_about_another_order_is_not_shown(server, browser, html):
    with CardHost(browser, server, html, answers={"get_order": answer(orderId="ord_2")}) as host:
        host.send("tool-input", arguments={"orderId": "ord_1"})
        host.send("tool-result", **answer(orderId="ord_2"))
        expect(host.heading()).to_have_text("This did not work")
        expect(host.card.get_by_role("status")).to_contain_text("about another order")
        host.pass_time_until(lambda: "get_order" in host.calls)
        expect(host.heading()).to_have_text("This did not work")
        # What was asked for is read after all, and stays.
        host.answers["get_order"] = answer()
        host.pass_time_until(lambda: host.says("Waiting for payment"))
        host.send("tool-result", **answer(orderId="ord_2", status="completed"))
        expect(host.card.get_by_role("alert")).to_contain_text("about another order")
        expect(host.card.get_by_text("ord_1", exact=True)).to_be_visible()
    with CardHost(browser, server, html, capabilities={}) as host:
        host.send("tool-input", arguments={"orderReference": "invoice-78"})
        host.send("tool-result", **answer())
        expect(host.heading()).to_have_text("This did not work")


def card_says_what_became_of_a_reading(server, browser, html):
    for asked in ({"orderId": "ord_1"}, {"orderReference": "invoice-77"}):
        with CardHost(browser, server, html, capabilities={}) as host:
            host.send("tool-input", arguments=asked)
            host.send("tool-result", resultType="task", taskId="x", status="working")
            expect(host.card.get_by_role("status")).to_contain_text("The wait goes on in the background")
            assert not host.says("This did not work")
            host.send("tool-cancelled", reason="user")
            expect(host.card.get_by_role("status")).to_contain_text("The order was not read")
    with CardHost(browser, server, html, answers={"get_order": answer()}) as host:
        host.send("tool-input", arguments={"orderId": "ord_1"})
        host.send("tool-result", resultType="task", taskId="x", status="working")
        host.pass_time_until(lambda: host.says("Waiting for payment"))


def payment_page_shows_its_host(server, browser, html):
    pages = [("https://pay.example/ord_1", "pay.example"), ("https://app.payin.com@evil.example/x", None),
             ("https://:x@evil.example/x", None), ("https://pаyin.com/x", "xn--pyin-53d.com"),
             ("https://" + "long-name." * 20 + "example:8443/x", "long-name." * 20 + "example:8443")]
    for capabilities in ({"openLinks": {}}, {}):
        narrow = {"width": 320, "height": 1000}
        with CardHost(browser, server, html, capabilities=capabilities, viewport=narrow) as host:
            for number, (url, name) in enumerate(pages):
                host.show({**ORDER, "orderId": f"ord_{number}", "paymentUrl": url})
                expect(host.card.get_by_text(f"ord_{number}", exact=True)).to_be_visible()
                button = host.card.get_by_role("button", name="Open the payment page")
                if capabilities and name:
                    expect(button).to_have_text(f"Open the payment page on {name}")
                    button.click()
                    host.wait_until(lambda: len(host.links) > 0 and name in host.links[-1])
                else:
                    expect(button).to_be_hidden()
                    expect(host.card.locator("dl")).to_contain_text(name or "Reference")
                expect(host.card.locator("main")).not_to_contain_text("evil.example")
                host.check_layout()
            assert not any("evil" in link for link in host.links), host.links


def card_says_what_failed(server, browser, html):
    with CardHost(browser, server, html) as host:
        host.send("tool-input", arguments={
            "orderReference": "x", "amount": "5", "currency": "USDT", "chainId": "tron-nile"})
        expect(host.heading()).to_have_text("Creating the order")
        expect(host.card.locator("[data-text=due]")).to_have_text("5")
        host.send("tool-result", isError=True, content=[{"type": "text", "text": "Nothing was sent. Fix it."}])
        expect(host.heading()).to_have_text("This did not work")
        expect(host.card.get_by_text("Nothing was sent. Fix it.")).to_be_visible()
        host.send("tool-cancelled", reason="user")
        expect(host.heading()).to_have_text("This was cancelled")
    failing = {"isError": True, "content": [{"type": "text", "text": "The key is refused."}],
               "_meta": {"payin-mcp/error": {"retry": "safe"}}}
    with CardHost(browser, server, html, answers={"get_order": failing}) as host:
        host.show(ORDER)
        host.pass_time_until(host.card.get_by_role("alert").is_visible)
        expect(host.card.get_by_role("alert")).to_contain_text("may be out of date")
        expect(host.heading()).to_have_text("Waiting for payment")
        failing["_meta"]["payin-mcp/error"]["retry"] = "never"
        host.card.get_by_role("button", name="Refresh").click()
        expect(host.card.get_by_role("alert")).to_contain_text("could not be read any more: The key is refused.")
        host.answers["get_order"] = answer(status="completed", receivedAmount="10.5")
        host.card.get_by_role("button", name="Refresh").click()
        expect(host.heading()).to_have_text("Paid")
        expect(host.card.get_by_role("alert")).to_be_hidden()


def card_rests_while_hidden(server, browser, html):
    with CardHost(browser, server, html, answers={"get_order": answer()}) as host:
        hide = """hidden => {
          Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
          document.dispatchEvent(new Event("visibilitychange"));
        }"""
        host.frame.evaluate(hide, True)
        host.show(ORDER)
        host.pass_time(60)
        assert "get_order" not in host.calls, host.calls
        host.frame.evaluate(hide, False)
        host.pass_time_until(lambda: "get_order" in host.calls)


def hostile_order_is_only_text(server, browser, html):
    script = "<img src=x onerror=\"window.pwned=1\"><script>window.pwned=1</script>"
    order = {**ORDER, "orderReference": "\u202e\u200b" + script, "orderId": script, "chainId": script,
             "currency": "<b>US", "description": script, "paymentUrl": "javascript:window.pwned=1", "warnings": script,
             "status": "completed", "txUrl": "data:text/html," + script, "txHash": script}
    forged = {"jsonrpc": "2.0", "method": "ui/notifications/tool-result",
              "params": {"structuredContent": {**ORDER, "orderId": "forged", "status": "completed"}}}
    with CardHost(browser, server, html) as host:
        host.show(order)
        expect(host.card.locator("dl")).to_contain_text(script)
        assert not {"\u202e", "\u200b"} & set(host.card.locator("main").text_content())
        assert host.card.locator("b, script[src], dl img").count() == 1, "only the clock is bold"
        host.show({**order, "status": "pending", "orderId": "ord_2"})
        expect(host.card.get_by_role("button", name="Open the payment page")).to_be_hidden()
        host.show({**order, "status": "pending", "orderId": "ord_3", "address": script})
        expect(host.heading()).to_have_text("Do not pay to this order")
        # A frame beside the card sends what only the host may say.
        host.page.evaluate("message => forge(message)", forged)
        expect(host.card.get_by_text("ord_3")).to_be_visible()
        assert host.frame.evaluate("window.pwned") is None and host.links == []


def card_shows_only_pictures(server, browser, html):
    answers = [(code(), True), (code(mime="text/html"), False), (code("\"><script>"), False),
               ({**code(), "isError": True}, False), ({"content": []}, False), (code(), True), (None, False)]
    with CardHost(browser, server, html) as host:
        for number, (host.answers["payment_qr"], is_shown) in enumerate(answers):
            host.show({**ORDER, "orderId": f"ord_{number}"})
            host.wait_until(lambda: host.calls.count("payment_qr") == number + 1)
            picture = host.card.get_by_role("img", name="QR code of this payment")
            expect(picture).to_have_count(int(is_shown))
            if is_shown:
                assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 58
            expect(host.card.get_by_role("button", name="Copy the address")).to_be_visible()
        # What is missing changes, and with it the code.
        host.answers["payment_qr"] = code()
        host.show({**ORDER, "orderId": f"ord_{number}", "receivedAmount": "4"})
        expect(host.card.get_by_role("img")).to_be_visible()


def address_is_copied_with_the_keyboard(server, browser, html):
    options = {"permissions": ["clipboard-read", "clipboard-write"]}
    with CardHost(browser, server, html, **options) as host:
        host.show(ORDER)
        expect(host.heading()).to_have_text("Waiting for payment")
        for _ in range(10):
            host.page.keyboard.press("Tab")
            if host.frame.evaluate("document.activeElement.matches('[data-copy=address]')"):
                break
        assert host.frame.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        host.page.keyboard.press("Enter")
        expect(host.card.get_by_role("button", name="Copied")).to_be_focused()
        assert host.page.evaluate("navigator.clipboard.readText()") == ADDRESS


def card_fits_in_both_languages_and_themes(server, browser, html):
    """The host's theme and language win over those of the browser."""
    end = (datetime.now(UTC) + timedelta(minutes=9, seconds=42)).isoformat()
    orders = {
        "waiting": {**ORDER, "paymentWindowEndsAt": end},
        "partly": {**ORDER, "receivedAmount": "4", "environment": {"mode": "sandbox"}, "paymentWindowEndsAt": end},
        "paid": {**ORDER, "status": "completed", "receivedAmount": "10.5", "completedAt": "2026-11-30T08:40:59Z",
                 "txHash": "0x" + "3eb91a57" * 8, "txUrl": "https://sepolia.etherscan.io/tx/0x3e"},
        "expired": {**ORDER, "status": "expired", "receivedAmount": "4", "orderReference": "r" * 200}}
    ground = "getComputedStyle(document.querySelector('main')).backgroundColor"
    grounds = {"light": "rgb(255, 255, 255)", "dark": "rgb(31, 29, 25)"}
    headlines = {"zh-CN": ("等待付款", "订单已过期"), "en-US": ("Waiting for payment", "This order has expired")}
    for size, viewport, theme, locale in SCREENS:
        other = {"theme": "dark" if theme == "light" else "light", "locale": "en-US" if locale == "zh-CN" else "zh-CN"}
        context = {"theme": theme, "locale": locale, "timeZone": "Asia/Shanghai"}
        with CardHost(browser, server, html, answers={"payment_qr": code()}, context=context, viewport=viewport,
                      color_scheme=other["theme"], locale=other["locale"]) as host:
            for name, order in orders.items():
                host.show({**order, "orderId": f"ord_{name}"})
                expect(host.card.get_by_text(f"ord_{name}")).to_be_visible()
                if name == "waiting":
                    expect(host.heading()).to_have_text(headlines[locale][0])
                expect(host.card.get_by_role("img")).to_have_count(int(name in ("waiting", "partly")))
                host.check_layout()
                host.page.screenshot(path=SHOTS / f"card-{size}-{name}.png", full_page=True)
            assert host.frame.evaluate(ground) == grounds[theme]
            host.send("host-context-changed", **other)
            expect(host.heading()).to_have_text(headlines[other["locale"]][1])
            assert host.frame.evaluate(ground) == grounds[other["theme"]]


def scenarios(server):
    """The scenarios, on the page that the program has."""
    html = read_card(server)

    def on_card(scenario):
        run = functools.partial(scenario, html=html)
        return functools.update_wrapper(run, scenario)
    return [on_card(scenario) for scenario in (
        card_follows_its_order, card_says_each_state, card_says_what_failed, card_rests_while_hidden,
        changed_terms_are_not_paid, code_must_be_of_the_address_that_is_shown,
        answer_about_another_order_is_not_shown, card_says_what_became_of_a_reading, payment_page_shows_its_host,
        hostile_order_is_only_text, card_shows_only_pictures, address_is_copied_with_the_keyboard,
        card_fits_in_both_languages_and_themes)]
