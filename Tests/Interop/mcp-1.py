"""The client of the package `mcp` 1, which opens with `initialize`. Usage: mcp-1.py BINARY"""
import asyncio
import inspect
import sys
from contextlib import asynccontextmanager
from datetime import timedelta
from importlib.metadata import version

import anyio
from mcp import ClientSession, McpError, StdioServerParameters, types
from mcp.client.stdio import stdio_client

from scenario import SETTINGS, Scenario
from story import Refused, Story

REVISIONS = {"1.2.0": "2024-11-05", "1.9.4": "2025-03-26", "1.10.1": "2025-06-18", "1.30.0": "2025-11-25"}
RELEASE = version("mcp")
# The first releases cannot follow a definition's newer parts, and the story compares them all.
PLAYS_STORY = RELEASE == "1.30.0"


def plain(model):
    return model.model_dump(mode="json", by_alias=True, exclude_none=True)


class Adapter:
    """Around a session of any release: each has learnt something the one before could not do."""

    def __init__(self):
        self.session = None
        self.revision = None
        self.answer = None
        self.questions = []
        self.updates = {}
        self.progress = {}
        self.surprises = []

    @asynccontextmanager
    async def opened(self, binary, settings):
        server = StdioServerParameters(command=binary, args=["--sandbox-db", ":memory:"], env=settings)
        async with stdio_client(server) as streams:
            async with ClientSession(*streams, timedelta(seconds=60), **self.callbacks()) as session:
                self.session = session
                async with anyio.create_task_group() as group:
                    if "message_handler" not in self.known():
                        group.start_soon(self.follow)
                    self.revision = (await session.initialize()).protocolVersion
                    assert self.revision == REVISIONS[RELEASE], self.revision
                    yield self
                    group.cancel_scope.cancel()

    @staticmethod
    def known():
        return inspect.signature(ClientSession.__init__).parameters

    def callbacks(self):
        callbacks = {"message_handler": self.receive, "elicitation_callback": self.asked}
        return {name: callback for name, callback in callbacks.items() if name in self.known()}

    @property
    def can_ask(self):
        return "elicitation_callback" in self.known()

    async def asked(self, context, params):
        self.questions.append(params.message)
        accepted = self.answer == "accept"
        return types.ElicitResult(action=self.answer, content={"confirm": True} if accepted else None)

    async def follow(self):
        async for message in self.session.incoming_messages:
            await self.receive(message)

    async def receive(self, message):
        notification = getattr(message, "root", None)
        if isinstance(message, Exception):
            self.surprises.append(message)
        elif isinstance(notification, types.ResourceUpdatedNotification):
            self.updates[str(notification.params.uri)].set()
        elif isinstance(notification, types.ProgressNotification):
            report = self.progress.get(notification.params.progressToken, lambda _: None)
            report(notification.params.progress)

    async def ask(self, request):
        try:
            return await request
        except McpError as error:
            raise Refused(error.error.code, error.error.message) from error

    async def tools(self):
        return [plain(tool) for tool in (await self.session.list_tools()).tools]

    async def call(self, tool, arguments, report=None):
        if report is None:
            return plain(await self.ask(self.session.call_tool(tool, arguments)))
        token = f"progress-{tool}"
        self.progress[token] = report
        return plain(await self.send(tool, arguments, {"_meta": {"progressToken": token}}))

    async def send(self, tool, arguments, extra):
        params = types.CallToolRequestParams.model_validate({"name": tool, "arguments": arguments, **extra})
        request = types.CallToolRequest(method="tools/call", params=params)
        return await self.ask(self.session.send_request(types.ClientRequest(request), types.CallToolResult))

    async def resources(self):
        return [plain(row) for row in (await self.session.list_resources()).resources]

    async def templates(self):
        if not hasattr(self.session, "list_resource_templates"):
            return None
        return [plain(row) for row in (await self.session.list_resource_templates()).resourceTemplates]

    async def read(self, uri):
        result = await self.ask(self.session.read_resource(types.AnyUrl(uri)))
        return [plain(contents) for contents in result.contents]

    async def prompts(self):
        return [plain(row) for row in (await self.session.list_prompts()).prompts]

    async def prompt(self, name, arguments):
        result = await self.ask(self.session.get_prompt(name, arguments))
        return [plain(message) for message in result.messages]

    async def complete(self, prompt, argument, value):
        reference = types.PromptReference(type="ref/prompt", name=prompt)
        result = await self.session.complete(reference, {"name": argument, "value": value})
        return result.completion.values

    async def cancel(self, tool, arguments):
        """A cancelled call is never answered: an answer would be a surprise."""
        number = self.session._request_id
        async with anyio.create_task_group() as group:
            group.start_soon(self.send, tool, arguments, {})
            await anyio.wait_all_tasks_blocked()
            assert self.session._request_id == number + 1, "the call was not sent"
            # By hand: the first release has no type for it.
            notification = types.JSONRPCNotification(
                jsonrpc="2.0", method="notifications/cancelled", params={"requestId": number})
            await self.write(types.JSONRPCMessage(notification))
            group.cancel_scope.cancel()

    async def write(self, message):
        """Later releases wrap what they write."""
        wrapped = message
        if RELEASE != "1.2.0":
            from mcp.shared.message import SessionMessage
            wrapped = SessionMessage(message=message)
        await self.session._write_stream.send(wrapped)

    @asynccontextmanager
    async def subscription(self, uri):
        self.updates[uri] = anyio.Event()
        await self.session.subscribe_resource(types.AnyUrl(uri))
        yield self.updates[uri].wait
        await self.session.unsubscribe_resource(types.AnyUrl(uri))


async def main():
    async with Adapter().opened(sys.argv[1], SETTINGS) as client:
        await Scenario(client).play()
    print(f"interop: mcp {RELEASE}, revision {client.revision}: the whole scenario")
    if PLAYS_STORY:
        async with Adapter().opened(sys.argv[1], {"PAYIN_TOOLS": "all", "PAYIN_LANG": "en"}) as client:
            count = await Story(client).play()
        print(f"interop: mcp {RELEASE}, revision {client.revision}: {count} tools listed and called")


asyncio.run(main())
