"""The screens that pages are looked at on: three widths, light and dark, in both languages."""
import itertools
import os
import random
from typing import NamedTuple

SIZES = {"small": {"width": 320, "height": 640}, "phone": {"width": 390, "height": 844},
         "desktop": {"width": 1280, "height": 900}}
IS_FULL = os.environ.get("TEST_SIZE") == "full"


class Screen(NamedTuple):
    size: str
    scheme: str
    locale: str

    @property
    def name(self):
        return "-".join(self)

    @property
    def options(self):
        """Of a browser's context."""
        return {"viewport": SIZES[self.size], "color_scheme": self.scheme, "locale": self.locale}

    @property
    def is_judged(self):
        """Whether axe-core's rules are run, which takes longer than all else."""
        return IS_FULL or self == SMALLEST


# The longest words are English.
SMALLEST = Screen("small", "light", "en-US")
ALL = [Screen(*words) for words in itertools.product(SIZES, ("light", "dark"), ("en-US", "zh-CN"))]


def chosen():
    """All twelve with TEST_SIZE=full; else the smallest and, by TEST_SEED, one of each other width."""
    if IS_FULL: return ALL
    choice = random.Random(int(os.environ.get("TEST_SEED", "1"))).choice
    return [SMALLEST] + [choice([s for s in ALL if s.size == size]) for size in ("phone", "desktop")]
