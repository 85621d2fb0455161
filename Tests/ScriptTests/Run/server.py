"""A stdio server for tests of the runner. What a call does is its tool's name."""
import json
import os
import signal
import sys

VERSION = "io.modelcontextprotocol/protocolVersion"


def write(message):
    sys.stdout.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
    sys.stdout.flush()


def answer(request, result):
    write({"id": request["id"], "result": result})


def echo(request):
    params = request["params"]
    meta = params.get("_meta", {})
    answer(request, {"content": [], "structuredContent": params.get("arguments", {}), "seen": meta, "pid": os.getpid()})


def ask(request):
    params = request["params"]
    question = {"method": "elicitation/create", "params": {"message": "Sure?"}}
    if VERSION not in params.get("_meta", {}):
        write({"id": "question", **question})
        reply = json.loads(sys.stdin.readline())
        answer(request, {"content": [], "structuredContent": {"reply": reply.get("result"), "error": reply.get("error")}})
    elif "inputResponses" not in params:
        asked = {"resultType": "input_required", "inputRequests": {"sure": question}, "requestState": "state 1"}
        answer(request, asked)
    else:
        given = {"reply": params["inputResponses"]["sure"], "state": params["requestState"]}
        answer(request, {"resultType": "complete", "content": [], "structuredContent": given})


def call(request):
    name = request["params"]["name"]
    if name == "echo":
        echo(request)
    elif name == "ask":
        ask(request)
    elif name == "fail":
        meta = {"test/error": {"code": "not_found"}}
        answer(request, {"isError": True, "content": [{"type": "text", "text": "no such order"}], "_meta": meta})
    elif name == "stray":
        print("Loading the model", flush=True)
        echo(request)
    elif name == "nobody":
        write({"id": 4711, "result": {}})
    elif name == "twice":
        echo(request)
        echo(request)
    elif name == "torn":
        sys.stdout.write('{"jsonrpc":"2.0",')
        sys.stdout.flush()
        os._exit(0)
    elif name == "notify":
        for level in ("a", "b"):
            write({"method": "notifications/message", "params": {"level": level}})
        echo(request)
    elif name == "exit":
        sys.stderr.write("no more paper\n")
        sys.stderr.flush()
        os._exit(3)
    elif name == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif name == "soon":
        note = {"jsonrpc": "2.0", "method": "notifications/message", "params": {}}
        reply = {"jsonrpc": "2.0", "id": request["id"], "result": {"content": []}}
        sys.stdout.write(json.dumps(reply) + "\n" + json.dumps(note) + "\n")
        sys.stdout.flush()
    elif name == "late":
        late.append(request)
    elif name != "hang":
        write({"id": request["id"], "error": {"code": -32602, "message": "unknown tool"}})


late = []
for line in sys.stdin:
    try:
        message = json.loads(line)
    except ValueError:
        write({"id": None, "error": {"code": -32700, "message": "no JSON"}})
        continue
    method = message.get("method")
    if "id" not in message:
        continue
    if method == "initialize":
        version = os.environ.get("ONLY") or message["params"]["protocolVersion"]
        opened = {"protocolVersion": 7 if version == "7" else version, "capabilities": {}, "serverInfo": {"name": "test", "version": "1"}}
        answer(message, {**opened, "asked": message["params"]})
    elif method == "tools/call":
        call(message)
    elif method == "ping":
        answer(message, {})
    else:
        write({"id": message["id"], "error": {"code": -32601, "message": "unknown method"}})
for request in late:
    if os.environ.get("MEANWHILE"):
        write({"method": "notifications/message", "params": {}})
    echo(request)
after = os.environ.get("AFTER")
if after:
    write({"method": after, "params": {}} if after.startswith("notifications/") else {"id": "after", "method": after})
sys.exit(int(os.environ.get("STATUS", "0")))
