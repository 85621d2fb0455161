"""A visitor with a browser: no request leaves this machine, and the browser logs no error."""
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe

SHOTS = Path(".build-browser/shots")
CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (color) => {
    const [r, g, b] = rgb(color).slice(0, 3).map((v) => v / 255)
      .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const color = getComputedStyle(e).backgroundColor;
      if (rgb(color)[3] === 255) return color;
    }
    return "white";
  };
  const failures = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent.trim();
    if (!text || !element.checkVisibility() || element.closest(":disabled")) continue;
    const [a, b] = [luminance(getComputedStyle(element).color), luminance(ground(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) failures.push(`${ratio.toFixed(2)}: ${text.slice(0, 40)}`);
  }
  return failures;
}"""

FIGURES = """() => new Promise((done) => {
  let shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  const files = () => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .filter((file) => !["fetch", "eventsource"].includes(file.initiatorType)).map((file) => file.decodedBodySize)
    .reduce((sum, bytes) => sum + bytes, 0);
  // On a busy machine the page is there before it was painted.
  new PerformanceObserver((list, observer) => {
    const [first] = list.getEntriesByName("first-contentful-paint");
    if (!first) return;
    observer.disconnect();
    setTimeout(() => done({ shift, bytes: files(), paint: first.startTime }), 0);
  }).observe({ type: "paint", buffered: true });
})"""


class Visitor:
    def __init__(self, browser, **options):
        self.context = browser.new_context(**{"locale": "en-US", **options})
        self.problems = []
        self.context.on("request", self.check_host)
        # Only errors of scripts and policies: a status that is not 200 is a finding of the test itself.
        self.context.on("console", lambda message: self.note(message.type, message.text))
        self.context.on("weberror", lambda error: self.problems.append(f"script: {error.error}"))
        self.page = self.context.new_page()
        self.page.set_default_timeout(20_000)

    def check_host(self, request):
        host = urlsplit(request.url).hostname
        if host not in ("127.0.0.1", None):
            self.problems.append(f"request to {request.url}")

    def note(self, kind, text):
        if kind == "error" and not text.startswith("Failed to load resource"):
            self.problems.append(f"console: {text}")

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        self.context.close()
        if kind is None:
            assert not self.problems, self.problems

    def heading(self):
        return self.page.get_by_role("heading", level=1)

    def tab_to(self, selector):
        """With the keyboard alone. What has the focus must be seen to have it."""
        for _ in range(40):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                outline = self.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                assert outline != "none", f"{selector} does not show its focus"
                return
        raise AssertionError(f"Tab never reaches {selector}")

    def figures(self):
        """What the browser itself measured of the page: `paint` in ms, `bytes` of its files, `shift` of its layout."""
        return self.page.evaluate(FIGURES)

    def check_layout(self):
        width = self.page.evaluate("document.documentElement.scrollWidth")
        assert width <= self.page.viewport_size["width"], f"{self.page.url} is {width} wide"
        failures = self.page.evaluate(CONTRAST)
        assert not failures, f"{self.page.url}: {failures}"

    def check_rules(self):
        """By the rules of axe-core for accessible pages."""
        results = Axe().run(self.page)
        broken = [f"{rule['id']}: {[node['target'] for node in rule['nodes']][:4]}"
                  for rule in results.response["violations"]]
        assert not broken, f"{self.page.url}: {broken}"
