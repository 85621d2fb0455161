"""What any client must get from the server: all tools listed, each of them called, and two kinds of failure."""
import json
from pathlib import Path

SCHEMAS = Path(__file__).parents[2] / "schemas" / "tools"
SALE = {"orderReference": "invoice-1042", "amount": "49.99", "currency": "USDT", "chainId": "ethereum-sepolia"}


class Refused(Exception):
    """A JSON-RPC error, as the adapter of a client reports it."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


def expect(actual, **expected):
    for name, value in expected.items():
        assert actual.get(name) == value, f"{name} is {actual.get(name)!r}, expected {value!r}"


class Story:
    """`client` lists tools and calls them; results and tools are objects with the names they have on the wire."""

    def __init__(self, client):
        self.client = client
        self.called = set()

    async def call(self, tool, **arguments):
        self.called.add(tool)
        result = await self.client.call(tool, arguments)
        assert not result.get("isError"), f"{tool} failed: {result['content'][0]['text']}"
        text, data = result["content"][-1]["text"], result["structuredContent"]
        # The rows of a list are a table in the text, and its last line is the rest of the object.
        rest = json.loads(text.splitlines()[-1])
        assert rest == data or "\n" in text and rest.items() <= data.items(), f"{tool}: text and structured content differ"
        return data

    async def play(self):
        tools = await self.listed_tools()
        await self.order()
        await self.deposit()
        await self.payment_link()
        expect((await self.call("get_status"))["environment"], mode="sandbox")
        await self.assets()
        await self.guide()
        await self.export()
        await self.webhook()
        await self.delivery()
        await self.books()
        await self.links()
        await self.time_and_failure()
        await self.wrong_arguments()
        await self.unknown_tool()
        assert self.called == tools, f"never called: {tools - self.called}"
        return len(tools)

    async def listed_tools(self):
        """The client understood every part of every definition if it gives them back unchanged."""
        files = [json.loads(path.read_text("utf-8")) for path in SCHEMAS.glob("*.json")]
        published = {definition["name"]: definition for definition in files}
        listed = {definition["name"]: definition for definition in await self.client.tools()}
        assert listed.keys() == published.keys(), f"listed {sorted(listed)}"
        for name, definition in published.items():
            assert listed[name] == definition, f"{name} is {listed[name]}"
        return set(listed)

    async def order(self):
        order = await self.call("create_order", **SALE)
        expect(order, **SALE, outcome="created", status="pending", receivedAmount="0")
        code = await self.call("payment_qr", orderId=order["orderId"])
        expect(code, isPayable=True, content="address", paymentUri=order["paymentUri"], **{
            name: order[name] for name in ("address", "amount", "currency", "chainId")})
        pending = await self.call("list_orders", status="pending")
        assert [entry["orderId"] for entry in pending["orders"]] == [order["orderId"]], pending
        payment = await self.call("simulate_payment", orderId=order["orderId"])
        expect(payment, amount="49.99", credited=True)
        paid = await self.call("get_order", orderId=order["orderId"])
        expect(paid, status="completed", receivedAmount="49.99", txHash=payment["txHash"])
        waited = await self.call("wait_for_order", orderId=order["orderId"])
        expect(waited, **paid, received="49.99", missing="0", isFinal=True, timedOut=False)

    async def deposit(self):
        reference = {"depositReference": "user-7"}
        bound = await self.call("bind_deposit_address", **reference, protocol="tron")
        expect(bound, **reference, protocol="tron", monitoredChains=["tron-nile"])
        payment = await self.call(
            "simulate_payment", **reference, amount="1200.000001", currency="USDT", chainId="tron-nile")
        deposits = await self.call("list_deposits", **reference)
        expect(deposits["pagination"], total=1, hasMore=False)
        expect(deposits["deposits"][0], status="confirmed", amount="1200.000001", txHash=payment["txHash"])
        waited = await self.call("wait_for_deposit", **reference, cursor="before")
        expect(waited, **reference, pending=0, timedOut=False)
        expect(waited["deposits"][0], status="confirmed", amount="1200.000001", txHash=payment["txHash"])
        read = await self.call("get_deposit_reference", **reference)
        expect(read, address=bound["address"], totalAmountByCurrency={"USDT": "1200.000001"})
        expect(await self.call("unbind_deposit_address", **reference), outcome="done", **reference)

    async def payment_link(self):
        currencies = [{"currency": "USDC", "chainId": "polygon-amoy"}]
        link = await self.call("create_payment_link", title="Coffee beans", amount="25", currencies=currencies)
        expect(link, title="Coffee beans", amount="25", status="draft", archived=False)
        published = await self.call("publish_payment_link", id=link["id"])
        expect(published, id=link["id"], status="published", archived=False)
        archived = await self.call("archive_payment_link", id=link["id"])
        expect(archived, id=link["id"], archived=True)

    async def books(self):
        """What has come in so far, from every side."""
        stats = await self.call("get_order_stats")
        expect(stats, totalOrders=1, completedOrders=1, pendingOrders=0)
        transfers = await self.call("list_transfers", businessType="deposit")
        assert [row["amount"] for row in transfers["transfers"]] == ["1200.000001"], transfers
        references = await self.call("list_deposit_references")
        expect(references["pagination"], page=1, hasMore=False)
        assert (await self.call("check_address_pool", protocol="tron"))["pools"], "no pool"
        addresses = await self.call("list_pool_addresses", protocol="tron", limit=3)
        assert len(addresses["addresses"]) == 3, addresses
        await self.call("get_deposit_stats")

    async def links(self):
        currencies = [{"currency": "USDC", "chainId": "polygon-amoy"}]
        link = {"id": (await self.call("create_payment_link", title="Tea", amount="3", currencies=currencies))["id"]}
        expect(await self.call("update_payment_link", **link, amount="3.50"), **link, amount="3.50")
        both = [*currencies, {"currency": "USDC", "chainId": "ethereum-sepolia"}]
        changed = await self.call("update_payment_link_currencies", **link, currencies=both)
        assert len(changed["currencies"]) == 2, changed
        await self.call("publish_payment_link", **link)
        expect(await self.call("unpublish_payment_link", **link), **link, status="draft")
        await self.call("archive_payment_link", **link)
        expect(await self.call("restore_payment_link", **link), **link, archived=False)
        expect(await self.call("get_payment_link", **link), **link, title="Tea", amount="3.50")
        listed = await self.call("list_payment_links", search="Tea")
        assert [row["id"] for row in listed["paymentLinks"]] == [link["id"]], listed
        expect(await self.call("get_payment_link_stats"), publishedLinks=0)
        assert (await self.call("get_payment_link_preview_url", **link))["url"].startswith("http")
        expect(await self.call("list_payment_link_orders", **link), orders=[])

    async def assets(self):
        assets = await self.call("list_assets", chainId="tron-nile")
        expect(assets["chains"][0], chainId="tron-nile", protocol="tron", network="testnet")

    async def guide(self):
        found = await self.call("search_docs", query="create_order outcome_unknown", limit=1)
        assert len(found["sections"]) == 1 and "create_order" in found["sections"][0]["text"], found

    async def export(self):
        self.called.add("export_code")
        result = await self.client.call("export_code", {"flow": "session", "language": "python"})
        program = result["content"][1]["text"]
        expect(result["structuredContent"], fileName="payin_session.py", run="python3 payin_session.py")
        compile(program, "payin_session.py", "exec")
        assert "create_order({" in program and "pk_" not in program, program

    async def webhook(self):
        secret = {"secret": "whsec_of_this_story"}
        sample = await self.call("sample_webhook", event="order.completed", scheme="timestamped", **secret)
        headers = {name.lower(): value for name, value in sample["headers"].items()}
        signed = {"body": sample["body"], "signature": headers["x-payin-signature"], **secret}
        expect(await self.call("verify_webhook", **signed), valid=True, scheme="timestamped")
        forged = {**signed, "body": signed["body"].replace("order", "0rder", 1)}
        expect(await self.call("verify_webhook", **forged), valid=False, reason="wrong_secret")

    async def delivery(self):
        """Nobody listens on port 9, which the sandbox finds out."""
        sent = await self.call("deliver_webhook", eventType="order.completed", times=2, url="http://127.0.0.1:9/")
        assert [delivery["delivered"] for delivery in sent["deliveries"]] == [False, False], sent

    async def time_and_failure(self):
        order = await self.call("create_order", **{**SALE, "orderReference": "invoice-1043"})
        moved = await self.call("advance_clock", advanceMinutes=15)
        expect(moved, outcome="done", endedOrders=1)
        expect(await self.call("get_order", orderId=order["orderId"]), status="expired")
        await self.call("inject_fault", kind="status", status=503, route="GET /orders/:id")
        expect(await self.call("get_order", orderId=order["orderId"]), status="expired")
        expect(await self.call("inject_fault", kind="none"), removed=1)
        played = await self.call("play_story", story="reorg")
        expect(played, state="ended", events=["order.completed"])
        expect(played["order"], status="completed", amount="25")
        expect(await self.call("reset_sandbox"), outcome="done", orders=3, faults=0)
        await self.call("create_order", **SALE)

    async def wrong_arguments(self):
        result = await self.client.call("create_order", {**SALE, "amount": "12,50", "note": "x"})
        assert result["isError"] is True
        error = json.loads(result["content"][1]["text"])
        expect(error, code="invalid_arguments", outcome="not_sent")
        assert "`amount`" in result["content"][0]["text"] and "`note`" in result["content"][0]["text"], result
        expect((await self.call("list_orders"))["pagination"], total=1)

    async def unknown_tool(self):
        try:
            result = await self.client.call("pay_order", {})
        except Refused as refusal:
            assert refusal.code == -32602 and "pay_order" in str(refusal), refusal
        else:
            raise AssertionError(f"a tool that does not exist answered {result}")
