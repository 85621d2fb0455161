"""A running `payin-mcp sandbox`, by what it prints at its start."""
import atexit
import json
import subprocess
import urllib.request


class Sandbox:
    def __init__(self, binary, *arguments):
        self.process = subprocess.Popen(
            [binary, "sandbox", "--quiet", "--port", "0", "--db", ":memory:", *arguments], stdout=subprocess.PIPE, text=True)
        # What outlived a failed test would keep the output of the run open, and its reader waiting.
        atexit.register(self.process.kill)
        facts = {}
        for line in self.process.stdout:
            if line == "\n":
                break
            name, value = line.split("  ", 1)
            facts[name] = value.strip()
        self.api, self.dashboard = facts["API"], facts["Dashboard"]
        self.headers = {"Content-Type": "application/json", "Authorization": f"Bearer {facts['Key']}",
                        "X-Sandbox-Token": facts["Control token"]}

    def post(self, path, **body):
        """Below the API's path, or from the root if it starts with a slash."""
        url = self.api.removesuffix("/api/v1") + path if path.startswith("/") else f"{self.api}/{path}"
        request = urllib.request.Request(url, json.dumps(body).encode(), self.headers)
        with urllib.request.urlopen(request, timeout=20) as reply:
            return json.load(reply)["data"]

    def close(self):
        self.process.terminate()
        assert self.process.wait(20) == 0
