"""What every client does in one sitting, in whatever revision it speaks: lists, calls, mistakes, resources, prompts,
completion, a question to the person, a wait, a cancel, a subscription."""
import json
import uuid

import anyio

from story import Refused, expect

SALE = {"amount": "49.99", "currency": "USDT", "chainId": "ethereum-sepolia"}
LINK = {"title": "Coffee beans", "amount": "25", "currencies": [{"currency": "USDC", "chainId": "polygon-amoy"}]}

# What the server is started with: publishing a link asks first, in the sandbox too.
SETTINGS = {"PAYIN_CONFIRM": "always", "PAYIN_LANG": "en"}


class Scenario:
    """`client` has `revision`, `can_ask` (whether it puts questions to a person), `answer` (what that person says),
    and one method for each request tried here. Results have the names they have on the wire."""

    def __init__(self, client):
        self.client = client

    async def play(self):
        await self.lists()
        await self.three_calls()
        await self.mistakes()
        await self.resources()
        await self.prompt()
        await self.completion()
        await self.confirmation()
        await self.wait_with_progress()
        await self.cancel()
        await self.subscription()

    async def data(self, tool, **arguments):
        result = await self.client.call(tool, arguments)
        assert not result.get("isError"), f"{tool} failed: {result['content'][0]['text']}"
        return result.get("structuredContent") or json.loads(result["content"][1]["text"])

    async def failure(self, tool, arguments):
        result = await self.client.call(tool, arguments)
        assert result.get("isError"), f"{tool} succeeded"
        return json.loads(result["content"][1]["text"])

    async def order(self):
        return await self.data("create_order", orderReference=f"invoice-{uuid.uuid4()}", **SALE)

    async def lists(self):
        names = {tool["name"] for tool in await self.client.tools()}
        assert {"create_order", "wait_for_order", "search_docs"} <= names, names
        uris = {resource["uri"] for resource in await self.client.resources()}
        assert {"payin://status", "payin://assets", "payin://guide/orders"} <= uris, uris
        templates = await self.client.templates()
        assert templates is None or "payin://orders/{orderId}" in {row["uriTemplate"] for row in templates}, templates
        prompts = {prompt["name"] for prompt in await self.client.prompts()}
        assert prompts == {"integrate_payin", "create_payment", "reconcile_orders", "troubleshoot"}, prompts

    async def three_calls(self):
        expect((await self.data("get_status"))["environment"], mode="sandbox")
        order = await self.order()
        expect(order, **SALE, status="pending")
        expect(await self.data("get_order", orderId=order["orderId"]), **SALE, status="pending")

    async def mistakes(self):
        error = await self.failure("create_order", {**SALE, "orderReference": "a", "amount": "12,50"})
        expect(error, code="invalid_arguments", outcome="not_sent")
        expect(await self.failure("get_order", {"orderId": "ord_none"}), code="not_found")
        await self.refused(self.client.call("pay_order", {}), -32602)

    async def resources(self):
        [guide] = await self.client.read("payin://guide/orders")
        assert guide["uri"] == "payin://guide/orders" and "create_order" in guide["text"], guide
        order = await self.order()
        [contents] = await self.client.read(f"payin://orders/{order['orderId']}")
        expect(json.loads(contents["text"]), orderId=order["orderId"], amount="49.99")
        unknown = -32602 if self.client.revision == "2026-07-28" else -32002
        await self.refused(self.client.read("payin://orders/ord_none"), unknown)
        await self.refused(self.client.read("payin://nothing/at/all"), unknown)

    async def prompt(self):
        problem = 'The order is "paid" but stays pending'
        messages = await self.client.prompt("troubleshoot", {"problem": problem})
        assert all(message["role"] in ("user", "assistant") for message in messages), messages
        assert any("stays pending" in message["content"]["text"] for message in messages), messages
        await self.refused(self.client.prompt("pay", {}), -32602)

    async def completion(self):
        chains = await self.client.complete("create_payment", "chainId", "eth")
        assert chains and all(chain.startswith("eth") for chain in chains), chains

    async def confirmation(self):
        """A client that cannot ask is refused; no client publishes without a yes."""
        for answer in ("accept", "decline"):
            self.client.answer = answer
            link = await self.data("create_payment_link", **LINK)
            asked = len(self.client.questions)
            if not self.client.can_ask:
                error = await self.failure("publish_payment_link", {"id": link["id"]})
                expect(error, code="confirmation_required", outcome="not_sent")
            elif answer == "accept":
                expect(await self.data("publish_payment_link", id=link["id"]), id=link["id"], status="published")
            else:
                error = await self.failure("publish_payment_link", {"id": link["id"]})
                expect(error, code="declined", outcome="not_sent")
            assert len(self.client.questions) == asked + self.client.can_ask, self.client.questions
        assert all("publish" in question.lower() for question in self.client.questions), self.client.questions

    async def wait_with_progress(self):
        order = await self.order()
        progress = []
        started = anyio.Event()

        def report(value):
            progress.append(value)
            started.set()

        async def pay():
            await started.wait()
            await self.data("simulate_payment", orderId=order["orderId"])

        async with anyio.create_task_group() as group:
            group.start_soon(pay)
            arguments = {"orderId": order["orderId"], "timeoutSeconds": 20}
            result = await self.client.call("wait_for_order", arguments, report)
        expect(json.loads(result["content"][1]["text"]), status="completed")
        assert progress == sorted(set(progress)), progress

    async def cancel(self):
        order = await self.order()
        await self.client.cancel("wait_for_order", {"orderId": order["orderId"], "timeoutSeconds": 40})
        expect(await self.data("get_order", orderId=order["orderId"]), status="pending")
        assert not self.client.surprises, self.client.surprises

    async def subscription(self):
        order = await self.order()
        uri = f"payin://orders/{order['orderId']}"
        async with self.client.subscription(uri) as updated:
            await self.data("simulate_payment", orderId=order["orderId"])
            with anyio.fail_after(20):
                await updated()
        [contents] = await self.client.read(uri)
        expect(json.loads(contents["text"]), status="completed")

    @staticmethod
    async def refused(request, code):
        try:
            answer = await request
        except Refused as refusal:
            assert refusal.code == code, (refusal.code, code, str(refusal))
        else:
            raise AssertionError(f"answered {answer}")
