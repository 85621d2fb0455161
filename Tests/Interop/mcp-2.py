"""The client of the package `mcp` 2, in each way it can choose a protocol revision. Usage: mcp-2.py BINARY"""
import asyncio
import sys
import warnings
from contextlib import asynccontextmanager
from importlib.metadata import version

import anyio
import mcp_types as types
from mcp import Client, StdioServerParameters
from mcp.shared.exceptions import MCPError

from scenario import SETTINGS, Scenario
from story import Refused, Story

# What replaced them does not exist in the older revisions, which the client must still be able to speak.
warnings.filterwarnings("ignore", message="resources/(un)?subscribe is removed")

REVISIONS = {"auto": "2026-07-28", "legacy": "2025-11-25", "2026-07-28": "2026-07-28"}


def plain(model):
    return model.model_dump(mode="json", by_alias=True, exclude_none=True)


class Adapter:
    can_ask = True

    def __init__(self, mode):
        self.mode = mode
        self.client = None
        self.answer = None
        self.questions = []
        self.updates = {}
        self.surprises = []

    @asynccontextmanager
    async def opened(self, binary, settings):
        server = StdioServerParameters(command=binary, args=["--sandbox-db", ":memory:"], env=settings)
        async with Client(
            server, mode=self.mode, read_timeout_seconds=60, elicitation_callback=self.asked,
            message_handler=self.receive) as client:
            self.client = client
            assert client.protocol_version == REVISIONS[self.mode], client.protocol_version
            yield self

    @property
    def revision(self):
        return self.client.protocol_version

    async def asked(self, context, params):
        self.questions.append(params.message)
        accepted = self.answer == "accept"
        return types.ElicitResult(action=self.answer, content={"confirm": True} if accepted else None)

    async def receive(self, message):
        if isinstance(message, Exception):
            self.surprises.append(message)
        elif isinstance(message, types.ResourceUpdatedNotification):
            # Those of a listener are shown here as well, and awaited there.
            self.updates.get(message.params.uri, anyio.Event()).set()

    async def ask(self, request):
        try:
            return await request
        except MCPError as error:
            raise Refused(error.error.code, error.error.message) from error

    async def tools(self):
        return [plain(tool) for tool in (await self.client.list_tools()).tools]

    async def call(self, tool, arguments, report=None):
        async def progress(value, total, message):
            report(value)

        callback = progress if report else None
        return plain(await self.ask(self.client.call_tool(tool, arguments, progress_callback=callback)))

    async def resources(self):
        return [plain(row) for row in (await self.client.list_resources()).resources]

    async def templates(self):
        return [plain(row) for row in (await self.client.list_resource_templates()).resource_templates]

    async def read(self, uri):
        return [plain(contents) for contents in (await self.ask(self.client.read_resource(uri))).contents]

    async def prompts(self):
        return [plain(row) for row in (await self.client.list_prompts()).prompts]

    async def prompt(self, name, arguments):
        result = await self.ask(self.client.get_prompt(name, arguments))
        return [plain(message) for message in result.messages]

    async def complete(self, prompt, argument, value):
        reference = types.PromptReference(name=prompt)
        return (await self.client.complete(reference, {"name": argument, "value": value})).completion.values

    async def cancel(self, tool, arguments):
        """A call whose time is over is cancelled by the client, and never answered."""
        with anyio.move_on_after(0.3) as scope:
            await self.client.call_tool(tool, arguments)
        assert scope.cancelled_caught, "the call ended by itself"

    @asynccontextmanager
    async def subscription(self, uri):
        if self.revision == "2026-07-28":
            async with self.client.listen(resource_subscriptions=[uri]) as events:
                assert events.honored.resource_subscriptions == [uri], events.honored

                async def updated():
                    async for event in events:
                        assert event.uri == uri, event
                        return

                yield updated
            return
        self.updates[uri] = anyio.Event()
        await self.client.subscribe_resource(uri)
        yield self.updates[uri].wait
        await self.client.unsubscribe_resource(uri)


async def main():
    for mode in REVISIONS:
        async with Adapter(mode).opened(sys.argv[1], SETTINGS) as client:
            await Scenario(client).play()
            revision = client.revision
        print(f"interop: mcp {version('mcp')}, mode {mode}, revision {revision}: the whole scenario")
        async with Adapter(mode).opened(sys.argv[1], {"PAYIN_TOOLS": "all", "PAYIN_LANG": "en"}) as client:
            count = await Story(client).play()
        print(f"interop: mcp {version('mcp')}, mode {mode}, revision {revision}: {count} tools listed and called")


asyncio.run(main())
