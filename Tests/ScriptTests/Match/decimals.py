"""Says for each line of two decimal numbers whether they are equal: 1 or 0."""

import sys
from decimal import Decimal

for line in sys.stdin.read().splitlines():
    first, second = map(Decimal, line.split(" "))
    print(int(first == second))
