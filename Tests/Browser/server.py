"""The program, driven over its pipes as a client would."""
import json
import subprocess


class Server:
    def __init__(self, binary):
        self.process = subprocess.Popen(
            [binary, "--sandbox-db", ":memory:"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.count = 0
        self.handshake({})

    def handshake(self, capabilities):
        """Opens a session with the client's capabilities, in the place of the last one."""
        self.request("initialize", {
            "protocolVersion": "2025-11-25", "capabilities": capabilities,
            "clientInfo": {"name": "browser", "version": "1"}})

    def request(self, method, params):
        self.count += 1
        message = {"jsonrpc": "2.0", "id": self.count, "method": method, "params": params}
        self.process.stdin.write(json.dumps(message).encode() + b"\n")
        self.process.stdin.flush()
        while answer := json.loads(self.process.stdout.readline()):
            if answer.get("id") == self.count:
                return answer["result"]

    def call(self, tool, **arguments):
        result = self.request("tools/call", {"name": tool, "arguments": arguments})
        assert not result.get("isError"), f"{tool} failed: {result['content'][0]['text']}"
        return result["structuredContent"]

    def order(self, reference, **changes):
        return self.call("create_order", **{
            "orderReference": reference, "amount": "10.50", "currency": "USDC", "chainId": "ethereum-sepolia",
            **changes})

    def link(self, **changes):
        link = self.call("create_payment_link", **{
            "title": "Coffee beans", "description": "One kilogram, roasted this week.", "amount": "25",
            "currencies": [
                {"currency": "USDC", "chainId": "polygon-amoy"}, {"currency": "USDT", "chainId": "tron-nile"}],
            "inventoryTotal": 5, **changes})
        return self.call("publish_payment_link", id=link["id"])

    def close(self):
        self.process.stdin.close()
        assert self.process.wait(timeout=20) == 0
