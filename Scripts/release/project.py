"""What every package says of this project. The variables are for those who publish it under another address."""
import os
import subprocess

NAME = "payin-mcp"
MODULE = "payin_mcp"
TITLE = "PayIn payments"
SUMMARY = "Takes crypto payments with PayIn: orders, deposits, payment links, webhooks, and a sandbox."
DETAILS = (
    "An MCP server and command line in one native binary. Without an API key it works on a sandbox inside the binary, "
    "with real state and simulated payments.")
TITLE_ZH = "PayIn 收款"
SUMMARY_ZH = "用 PayIn 收取加密货币：订单、充值地址、支付链接、webhook，并内置沙盒。"
DETAILS_ZH = "单个原生程序，既是 MCP 服务器，也是命令行工具。没有 API 密钥时使用程序内置的沙盒：状态真实，付款为模拟。"
LICENCE = "Apache-2.0"
MAINTAINER = os.environ.get("RELEASE_MAINTAINER", "payin-mcp maintainers <payin-mcp@payin.com>")
KEYWORDS = ["mcp", "payments", "crypto", "payin", "usdt"]

# GitHub Actions names the server and the repository that it works for.
_SERVER = os.environ.get("GITHUB_SERVER_URL", "https://github.com")
_REPOSITORY = os.environ.get("GITHUB_REPOSITORY", "payin/payin-mcp")
REPOSITORY = f"{_SERVER}/{_REPOSITORY}"
OWNER = _REPOSITORY.split("/")[0].lower()
# The name in the registry follows from the login of GitHub that may publish it.
REGISTRY_NAME = f"io.github.{OWNER}/{NAME}"
IMAGE = f"ghcr.io/{OWNER}/{NAME}"

# The values of PAYIN_ENVIRONMENT.
ENVIRONMENTS = ["auto", "sandbox", "testnet", "mainnet"]


def epoch(root):
    """The time that stands in every archive, in seconds since 1970: SOURCE_DATE_EPOCH, or the last commit's."""
    stated = os.environ.get("SOURCE_DATE_EPOCH")
    if not stated:
        command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
        stated = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return int(stated)
