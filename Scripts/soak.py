"""Uses payin-mcp at random for a long time, and says what it left behind.

Usage: soak.py BINARY MINUTES SEED

Three servers live side by side: one that calls a sandbox of its own process, which is killed and started again on the
same port; one with the embedded sandbox, whose faults, clock and reset are used; and short-lived ones whose limits on
descriptors and tasks are tight from the start. All tools are called with good and bad arguments, calls are cancelled,
processes are stopped and continued, and limits of the running ones change.

It fails if a process dies, if a request gets no answer or two, if anything but an answer is on stdout, or if
descriptors, threads or memory grow. Nothing leaves this machine. Only Linux.
"""
import json
import os
import queue
import random
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time

ANSWER_SECONDS = 120  # no call may take longer, whatever happens to it
WINDOW = 48  # calls in flight at one server
SAMPLE_SECONDS = 30
KEY = "pk_test_embedded_sandbox"  # the key that every sandbox of its own process takes
PAIRS = [("USDT", "ethereum-sepolia"), ("USDC", "polygon-amoy"), ("USDT", "tron-nile"), ("TRX", "tron-nile")]
META = {"io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {}}


class Failure(Exception):
    pass


class Arguments:
    """Makes arguments of a tool from its schema, mostly good ones."""

    def __init__(self, chance):
        self.chance = chance
        self.known = {"orderId": ["ord_0"], "id": ["pl_0"], "depositReference": ["d0"], "orderReference": ["r0"]}

    def learn(self, answer):
        content = answer.get("result", {}).get("structuredContent") or {}
        for name, values in self.known.items():
            value = content.get(name)
            if isinstance(value, str):
                values.append(value)
                del values[1:-200]

    def of(self, tool):
        schema = tool["inputSchema"]
        wanted = schema.get("required", [])
        pair = self.chance.choice(PAIRS)
        given = {}
        for name, property in schema.get("properties", {}).items():
            if name in wanted or self.chance.random() < 0.3:
                given[name] = self.value(tool["name"], name, property, pair)
        if self.chance.random() < 0.05:
            given[self.chance.choice(["task_progress", "chain_id", "x"])] = self.chance.choice([None, "", 1, [], "é\u200b"])
        return given

    def value(self, tool, name, property, pair):
        if self.chance.random() < 0.04:
            return self.chance.choice([None, "", "x" * 3000, -1, 1e9, {}, [], "\u202e", True])
        if name in self.known:
            if tool in ("create_order", "bind_deposit_address") and self.chance.random() < 0.8:
                return f"soak-{self.chance.getrandbits(40):x}"
            return self.chance.choice(self.known[name])
        special = {
            "amount": lambda: self.chance.choice(["1", "10.5", "0.000001", "999999", "7.25"]),
            "currency": lambda: pair[0], "chainId": lambda: pair[1], "timeoutSeconds": lambda: self.chance.randint(1, 4),
            "currencies": lambda: [{"currency": pair[0], "chainId": pair[1]}],
            "page": lambda: self.chance.randint(1, 3), "limit": lambda: self.chance.randint(1, 100),
            "url": lambda: "http://127.0.0.1:9/", "to": lambda: "2031-01-01T00:00:00Z", "route": lambda: "GET /orders",
            "expiresAt": lambda: "2031-01-31T00:00:00Z", "successUrl": lambda: "https://shop.example/ok",
            "cancelUrl": lambda: "https://shop.example/no", "count": lambda: self.chance.randint(1, 3),
            "delayMilliseconds": lambda: self.chance.randint(1, 800), "advanceSeconds": lambda: self.chance.randint(1, 600),
            "advanceMinutes": lambda: self.chance.randint(1, 60), "secret": lambda: "whsec_0123456789abcdef",
            "probability": lambda: 1, "retryAfterSeconds": lambda: 1, "confirmations": lambda: 3,
            "status": lambda: 503 if property.get("type") == "integer" else self.chance.choice(property["enum"]),
        }
        if name in special:
            return special[name]()
        if "enum" in property:
            return self.chance.choice(property["enum"])
        kinds = {"string": "soak ☂", "integer": 3, "object": {"shop": "soak"}, "array": [], "boolean": True, "number": 1}
        return kinds.get(property.get("type"), "soak")


class Server:
    """The binary as an MCP server, with what is still to be answered."""

    def __init__(self, name, command, environment, chance, before=None):
        self.name, self.chance = name, chance
        self.errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors, preexec_fn=before)
        self.arguments = Arguments(chance)
        self.open, self.cancelled, self.answered = {}, {}, 0
        self.number = 0
        self.lines = queue.Queue()
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stdout:
            self.lines.put(line)
        self.lines.put(None)

    def send(self, message):
        try:
            self.process.stdin.write(json.dumps({"jsonrpc": "2.0", **message}).encode() + b"\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            raise Failure(f"{self.name} is gone: {self.ending()}") from None

    def request(self, method, **params):
        self.number += 1
        self.send({"id": self.number, "method": method, "params": {"_meta": META, **params}})
        self.open[self.number] = (time.monotonic(), params.get("name", method))
        return self.number

    def call_any(self, tools):
        tool = self.chance.choice(tools)
        if tool["name"] == "reset_sandbox" and self.chance.random() < 0.8:
            return
        number = self.request("tools/call", name=tool["name"], arguments=self.arguments.of(tool))
        if self.chance.random() < 0.05:
            self.send({"method": "notifications/cancelled", "params": {"requestId": number, "_meta": META}})
            self.cancelled[number] = self.open.pop(number)

    def take(self, seconds):
        """Takes the answers that come within the time."""
        end = time.monotonic() + seconds
        while True:
            try:
                line = self.lines.get(timeout=max(end - time.monotonic(), 0.001))
            except queue.Empty:
                break
            if line is None:
                raise Failure(f"{self.name} closed its output: {self.ending()}")
            self.take_line(line)
        late = [f"{name} after {time.monotonic() - start:.0f} s" for start, name in self.open.values()
                if time.monotonic() - start > ANSWER_SECONDS]
        if late:
            raise Failure(f"{self.name} does not answer {late}")

    def take_line(self, line):
        try:
            answer = json.loads(line)
        except ValueError:
            raise Failure(f"{self.name} wrote {line[:200]!r}") from None
        if "method" in answer:
            return
        number = answer.get("id")
        # The answer to a call may have crossed its cancel.
        if self.cancelled.pop(number, None) is None and self.open.pop(number, None) is None:
            raise Failure(f"{self.name} answered {number} again or unasked: {line[:200]!r}")
        self.answered += 1
        self.arguments.learn(answer)

    def ask(self, method, **params):
        number = self.request(method, **params)
        while True:
            line = self.lines.get(timeout=ANSWER_SECONDS)
            if line is None:
                raise Failure(f"{self.name} closed its output: {self.ending()}")
            self.take_line(line)
            if number not in self.open:
                return json.loads(line)["result"]

    def settle(self):
        while self.open:
            self.take(0.2)

    def finish(self):
        """Ends the input and returns the exit status; every request has its answer."""
        self.process.stdin.close()
        status = self.process.wait(ANSWER_SECONDS)
        while (line := self.lines.get(timeout=10)) is not None:
            self.take_line(line)
        return status

    def ending(self):
        status = self.process.wait(10)
        self.errors.seek(0)
        return f"status {status}, {self.errors.read()[-400:]!r}"


class API:
    """A sandbox of its own process, that comes back on the same port with the same orders."""

    def __init__(self, binary, environment, folder):
        self.command = [binary, "sandbox", "--db", os.path.join(folder, "api.sqlite")]
        self.environment, self.port, self.process = environment, 0, None
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [*self.command, "--port", str(self.port)], env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = self.process.stdout.readline()
        if not self.port:
            self.port = int(line.split("127.0.0.1:")[1].split("/")[0].split()[0])
        threading.Thread(target=self.process.stdout.read, daemon=True).start()

    def restart(self, chance):
        if self.process.poll() is not None:
            raise Failure(f"the sandbox died with {self.process.returncode}")
        self.process.send_signal(chance.choice([signal.SIGKILL, signal.SIGTERM]))
        self.process.wait(30)
        time.sleep(chance.random())
        self.start()


def measure(pid):
    """Descriptors, threads and private memory in kB."""
    descriptors = len(os.listdir(f"/proc/{pid}/fd"))
    threads = len(os.listdir(f"/proc/{pid}/task"))
    with open(f"/proc/{pid}/smaps_rollup") as rollup:
        private = sum(int(line.split()[1]) for line in rollup if line.startswith(("Private_Dirty", "Private_Clean")))
    return descriptors, threads, private


def change_limit(pid, chance):
    """Lowers the soft limit on descriptors of a running process, or sets it back."""
    _, hard = resource.prlimit(pid, resource.RLIMIT_NOFILE)
    resource.prlimit(pid, resource.RLIMIT_NOFILE, (chance.choice([32, 64, 128, min(hard, 4096)]), hard))


def raise_limit(pid):
    _, hard = resource.prlimit(pid, resource.RLIMIT_NOFILE)
    resource.prlimit(pid, resource.RLIMIT_NOFILE, (min(hard, 4096), hard))


def pause(pids, chance):
    pid = chance.choice(pids)
    os.kill(pid, signal.SIGSTOP)
    time.sleep(chance.choice([0.05, 0.3, 2]))
    os.kill(pid, signal.SIGCONT)


class TaskLimit:
    """A control group for processes that may have few tasks, where this machine lets us make one."""

    def __init__(self, name):
        self.folder = None
        for root in ("/sys/fs/cgroup/pids", "/sys/fs/cgroup"):
            folder = f"{root}/payin-soak-{name}-{os.getpid()}"
            try:
                os.mkdir(folder)
                with open(f"{folder}/pids.max", "w") as limit:
                    limit.write("max")
                self.folder = folder
                return
            except OSError:
                if os.path.isdir(folder):
                    os.rmdir(folder)
        print("soak: SKIPPED: no control group can be made here; tasks are not limited.", flush=True)

    def enter(self, most):
        self.change(most)
        self.add(os.getpid())

    def add(self, pid):
        if self.folder:
            with open(f"{self.folder}/cgroup.procs", "w") as members:
                members.write(str(pid))

    def change(self, most):
        if self.folder:
            with open(f"{self.folder}/pids.max", "w") as limit:
                limit.write(str(most))

    def remove(self):
        if self.folder:
            os.rmdir(self.folder)


def confined(binary, environment, tasks, tools, chance):
    """A short life under tight limits: it serves, or says why it cannot."""
    descriptors = chance.choice([12, 24, 40, 64, 100, 1024])
    most = chance.choice([1, 2, 3, 5, 9, 20]) if tasks.folder and chance.random() < 0.5 else None

    def before():
        if most:
            tasks.enter(most)  # opens files, so it comes before the limit on them
        resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors))

    server = Server(f"confined to {descriptors} descriptors and {most} tasks", [binary], environment, chance, before)
    try:
        for _ in range(15):
            server.call_any(tools)
    except Failure:
        pass  # it ended at the start, which its status must explain
    try:
        server.process.stdin.close()
    except BrokenPipeError:
        pass
    status = server.process.wait(ANSWER_SECONDS)
    if status not in (0, 3):
        raise Failure(f"{server.name}: {server.ending()}")
    server.errors.seek(0)
    if status == 3 and not server.errors.read():
        raise Failure(f"{server.name} ended without a word")
    if status == 0:
        while (line := server.lines.get(timeout=10)) is not None:
            server.take_line(line)
        if server.open:
            raise Failure(f"{server.name} left {len(server.open)} requests unanswered")
    return status


def grown(samples):
    """What is higher at the end than in the second fifth, by more than chance."""
    fifth = max(len(samples) // 5, 1)

    def middle(part, index):
        return sorted(sample[index] for sample in part)[len(part) // 2]

    early, late = samples[fifth:2 * fifth] or samples[:1], samples[-fifth:]
    # Connections come and go, two descriptors each where the sandbox is inside; memory has the database's cache.
    bounds = {"descriptors": lambda e: e + 16, "threads": lambda e: e, "kB": lambda e: e * 1.15 + 4096}
    found = []
    for index, (name, bound) in enumerate(bounds.items()):
        before, after = middle(early, index), middle(late, index)
        if after > bound(before):
            found.append(f"{name} from {before} to {after}")
    return found


def main():
    binary, minutes, seed = os.path.abspath(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
    chance = random.Random(seed)
    folder = tempfile.mkdtemp(prefix="payin-soak-")
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PAYIN_") and "proxy" not in name.lower()}
    # Few connections: the pool is soon as large as it gets, and what grows after that is a leak.
    plain |= {"XDG_STATE_HOME": folder, "PAYIN_TOOLS": "all", "PAYIN_MAX_CONNECTIONS": "8"}
    api = API(binary, plain, folder)
    remote = Server("server", [binary], plain | {
        "PAYIN_API_KEY": KEY, "PAYIN_BASE_URL": f"http://127.0.0.1:{api.port}", "PAYIN_TIMEOUT": "5",
        "PAYIN_LIST_TIMEOUT": "5", "PAYIN_CONNECT_TIMEOUT": "2"}, chance)
    embedded = Server("server with a sandbox", [binary, "--sandbox-db", os.path.join(folder, "embedded.sqlite")],
                      plain | {"PAYIN_TIMEOUT": "5", "PAYIN_LIST_TIMEOUT": "5"}, chance)
    servers, tasks, running = [remote, embedded], TaskLimit("confined"), TaskLimit("running")
    for server in servers:
        running.add(server.process.pid)
    tools = {server.name: server.ask("tools/list")["tools"] for server in servers}
    samples = {server.name: [] for server in servers}
    confinements = {0: 0, 3: 0}
    start = last = time.monotonic()
    print(f"soak: {minutes:g} minutes, seed {seed}", flush=True)
    while (now := time.monotonic()) - start < minutes * 60:
        for server in servers:
            while len(server.open) < chance.randint(1, WINDOW):
                server.call_any(tools[server.name])
            server.take(0.02)
        event = chance.random()
        if event < 0.01:
            api.restart(chance)
        elif event < 0.025:
            pause([server.process.pid for server in servers] + [api.process.pid], chance)
        elif event < 0.04:
            change_limit(chance.choice(servers).process.pid, chance)
            running.change(chance.choice([4, 12, "max"]))
        elif event < 0.055:
            confinements[confined(binary, plain, tasks, tools[embedded.name], chance)] += 1
        if now - last > SAMPLE_SECONDS:
            last = now
            running.change("max")
            for server in servers:
                raise_limit(server.process.pid)
                server.settle()
                samples[server.name].append(measure(server.process.pid))
                descriptors, threads, private = samples[server.name][-1]
                print(f"{(now - start) / 60:5.1f} min  {server.name}: {server.answered} answers, {descriptors} descriptors, "
                      f"{threads} threads, {private} kB", flush=True)
    problems = []
    running.change("max")
    for server in servers:
        raise_limit(server.process.pid)
        problems += [f"{server.name} grew: {what}" for what in grown(samples[server.name])]
        status = server.finish()
        if status != 0 or server.open:
            problems.append(f"{server.name} ended with {status}, {len(server.open)} requests unanswered")
    api.process.terminate()
    api.process.wait(30)
    tasks.remove()
    running.remove()
    answers = sum(server.answered for server in servers)
    print(f"soak: {answers} answers; {confinements[0]} confined servers served, {confinements[3]} said why they could not")
    for problem in problems:
        print(f"soak: {problem}")
    sys.exit(1 if problems else 0)


try:
    main()
except Failure as failure:
    sys.exit(f"soak: {failure}")
