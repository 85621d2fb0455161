"""The client of the package `mcp` 1, which opens with `initialize`. Usage: mcp-1.py BINARY"""
import asyncio
import sys
from datetime import timedelta
from importlib.metadata import version

from mcp import ClientSession, McpError, StdioServerParameters
from mcp.client.stdio import stdio_client

from story import Refused, Story


class Adapter:
    def __init__(self, session):
        self.session = session

    async def tools(self):
        result = await self.session.list_tools()
        return [tool.model_dump(mode="json", by_alias=True, exclude_none=True) for tool in result.tools]

    async def call(self, tool, arguments):
        try:
            result = await self.session.call_tool(tool, arguments)
        except McpError as error:
            raise Refused(error.error.code, error.error.message) from error
        return result.model_dump(mode="json", by_alias=True, exclude_none=True)


async def main():
    server = StdioServerParameters(command=sys.argv[1], args=["--sandbox-db", ":memory:"])
    async with stdio_client(server) as streams:
        async with ClientSession(*streams, read_timeout_seconds=timedelta(seconds=30)) as session:
            revision = (await session.initialize()).protocolVersion
            assert revision == "2025-11-25", revision
            count = await Story(Adapter(session)).play()
    print(f"interop: mcp {version('mcp')}, revision {revision}: {count} tools listed and called")


asyncio.run(main())
