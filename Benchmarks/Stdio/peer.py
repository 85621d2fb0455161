"""A server as one writes it with the official Python SDK: its low-level server, and httpx for the same calls.

Settings as for payin-mcp: PAYIN_BASE_URL, PAYIN_API_KEY.
"""
import os

import anyio
import httpx
import mcp.types as types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

TEXT = {"type": "string"}


def tool(name, description, *required):
    schema = {"type": "object", "properties": {field: TEXT for field in required}, "required": list(required)}
    return types.Tool(name=name, description=description, input_schema=schema)


TOOLS = [
    tool("get_order", "Reads one order.", "orderId"),
    tool("create_order", "Creates an order.", "orderReference", "amount", "currency", "chainId"),
]


class Orders:
    def __init__(self, client):
        self.client = client

    async def list_tools(self, context, parameters):
        return types.ListToolsResult(tools=TOOLS)

    async def call_tool(self, context, parameters):
        arguments = parameters.arguments or {}
        if parameters.name == "get_order":
            reply = await self.client.get(f"/api/v1/orders/{arguments['orderId']}")
        elif parameters.name == "create_order":
            reply = await self.client.post("/api/v1/orders", json=arguments)
        else:
            raise ValueError(f"unknown tool {parameters.name}")
        content = [types.TextContent(type="text", text=reply.text)]
        return types.CallToolResult(content=content, is_error=reply.is_error)


async def main():
    # As many connections as the other servers may open; httpx would stop at a hundred.
    limits = httpx.Limits(max_connections=1000, max_keepalive_connections=1000)
    headers = {"Authorization": f"Bearer {os.environ['PAYIN_API_KEY']}"}
    async with httpx.AsyncClient(
            base_url=os.environ["PAYIN_BASE_URL"], headers=headers, limits=limits, timeout=30) as client:
        orders = Orders(client)
        server = Server("peer", on_list_tools=orders.list_tools, on_call_tool=orders.call_tool)
        async with stdio_server() as (requests, answers):
            await server.run(requests, answers, server.create_initialization_options())


anyio.run(main)
