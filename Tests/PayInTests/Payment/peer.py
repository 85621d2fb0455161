"""Payment URIs by ERC-681 and Solana Pay, with exact fractions. Reads lines of family, decimals and amount."""
import sys
from fractions import Fraction

CONTRACT, RECEIVER = "0x89205a3a3b2a69de6dbf7f01ed13b2108b2c43e7", "0xfb6916095ca1df60bb79Ce92ce3ea74c37c5d359"
MINT, ACCOUNT = "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v", "mvines9iiHiQTysrwkJjGf2gb9Ex9jXJX8ns3qwf2kN"


def uri(family, decimals, amount):
    units = Fraction(amount) * 10 ** decimals
    # A margin below the bound of uint256, so that the number of digits decides.
    if units.denominator != 1 or units == 0 or units >= 10 ** 77:
        return "none"
    assert units < 2 ** 256
    if family == "evm":
        return f"ethereum:{CONTRACT}@42161/transfer?address={RECEIVER}&uint256={int(units)}"
    if units >= 2 ** 64:
        return "none"
    whole, rest = divmod(int(units), 10 ** decimals)
    fraction = str(rest).rjust(decimals, "0").rstrip("0") if rest else ""
    return f"solana:{ACCOUNT}?amount={whole}{'.' + fraction if fraction else ''}&spl-token={MINT}"


for line in sys.stdin.read().splitlines():
    family, decimals, amount = line.split(" ")
    print(uri(family, int(decimals), amount))
