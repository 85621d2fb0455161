"""The client of the package `mcp` 2, in each way it can choose a protocol revision. Usage: mcp-2.py BINARY"""
import asyncio
import sys
from importlib.metadata import version

from mcp import Client, StdioServerParameters
from mcp.shared.exceptions import MCPError

from story import Refused, Story

REVISIONS = {"auto": "2026-07-28", "legacy": "2025-11-25", "2026-07-28": "2026-07-28"}


class Adapter:
    def __init__(self, client):
        self.client = client

    async def tools(self):
        result = await self.client.list_tools()
        return [tool.model_dump(mode="json", by_alias=True, exclude_none=True) for tool in result.tools]

    async def call(self, tool, arguments):
        try:
            result = await self.client.call_tool(tool, arguments)
        except MCPError as error:
            raise Refused(error.error.code, error.error.message) from error
        return result.model_dump(mode="json", by_alias=True, exclude_none=True)


async def main():
    server = StdioServerParameters(command=sys.argv[1], args=["--sandbox-db", ":memory:"])
    for mode, revision in REVISIONS.items():
        async with Client(server, mode=mode, read_timeout_seconds=30) as client:
            assert client.protocol_version == revision, client.protocol_version
            count = await Story(Adapter(client)).play()
        print(f"interop: mcp {version('mcp')}, mode {mode}, revision {revision}: {count} tools listed and called")


asyncio.run(main())
