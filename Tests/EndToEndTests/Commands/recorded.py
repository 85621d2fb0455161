"""The client of the package `mcp`, 1 or 2, in one sitting that is worth recording. Usage: recorded.py SERVER ARGUMENT …

Prints what it saw as one line of JSON: a server that replays the sitting has to give the same.
"""
import asyncio
import base64
import json
import os
import sys
from contextlib import asynccontextmanager
from importlib.metadata import version

import mcp
from mcp import StdioServerParameters

KEY = os.environ["PAYIN_CANARY_KEY"]
SECRET = os.environ["PAYIN_CANARY_SECRET"]
# A key where none belongs, as people paste it: plain, and in two encodings.
NOTES = {"key": KEY, "basic": base64.b64encode(f"me:{KEY}".encode()).decode(), "hex": KEY.encode().hex()}
SALE = {"orderReference": "invoice-1", "amount": "49.99", "currency": "USDT", "chainId": "ethereum-sepolia",
        "metadata": NOTES}
LINK = {"title": "Coffee beans", "amount": "25", "currencies": [{"currency": "USDC", "chainId": "polygon-amoy"}]}


async def accept(context, params):
    if version("mcp").startswith("1."):
        from mcp.types import ElicitResult
    else:
        from mcp_types import ElicitResult
    return ElicitResult(action="accept", content={"confirm": True})


@asynccontextmanager
async def opened(server):
    if version("mcp").startswith("1."):
        from mcp.client.stdio import stdio_client
        async with stdio_client(server) as streams:
            async with mcp.ClientSession(*streams, elicitation_callback=accept) as session:
                await session.initialize()
                yield session
    else:
        async with mcp.Client(server, mode="2026-07-28", elicitation_callback=accept) as client:
            yield client


async def main():
    names = ("PAYIN_CONFIRM", "PAYIN_TOOLS", "PAYIN_LANG", "PAYIN_WEBHOOK_SECRET", "PATH", "HOME")
    environment = {name: os.environ[name] for name in names if name in os.environ}
    server = StdioServerParameters(command=sys.argv[1], args=sys.argv[2:], env=environment)
    seen = []
    async with opened(server) as client:

        async def call(tool, **arguments):
            result = (await client.call_tool(tool, arguments)).model_dump(mode="json", by_alias=True, exclude_none=True)
            seen.append(result)
            return result.get("structuredContent") or {}

        seen.append(len((await client.list_tools()).tools))
        await call("get_status")
        order = await call("create_order", **SALE)
        await call("simulate_payment", orderId=order["orderId"])
        await call("get_order", orderId=order["orderId"])
        await call("bind_deposit_address", depositReference="user-7", protocol="tron")
        await call("simulate_payment", depositReference="user-7", amount="1200.000001", currency="USDT",
                   chainId="tron-nile")
        await call("list_deposits", depositReference="user-7")
        webhook = await call("sample_webhook", event="order.completed", scheme="timestamped", secret=SECRET)
        signature = webhook["headers"]["X-PayIn-Signature"]
        await call("verify_webhook", body=webhook["body"], signature=signature, secret=SECRET)
        await call("verify_webhook", body="{}", signature=signature)
        link = await call("create_payment_link", **LINK)
        await call("publish_payment_link", id=link["id"])
        await call("get_order", orderId=KEY)
        resource = f"payin://orders/{order['orderId']}"
        seen.append((await client.read_resource(resource)).model_dump(mode="json", by_alias=True, exclude_none=True))
    print(json.dumps(seen, sort_keys=True))


asyncio.run(main())
