// Keeps a page of the dashboard up to date: the sandbox says what has changed, the page is read again, and what differs
// is put in place. Focus, open details and typed text stay. What would push other rows away waits for a button.
// The page is complete without it.
const root = document.querySelector(".dashboard");
const sections = root.dataset.live.split(" ").filter(Boolean);
const state = root.querySelector("[data-state]");
const news = root.querySelector("[data-news] button");
const pause = 5000;
let stream = null;
let reading = false;
let stale = false;
let waiting = null;
let timer = null;

function say(isLive) {
  const text = isLive ? root.dataset.on : root.dataset.off;
  if (state.textContent !== text) state.textContent = text;
  state.classList.toggle("off", !isLive);
}

// Reads the page again; once more if something has changed meanwhile.
async function read() {
  stale = true;
  if (reading) return;
  reading = true;
  while (stale) {
    stale = false;
    try {
      const response = await fetch(location.href, { cache: "no-store" });
      if (!response.ok) throw new Error(response.status);
      show(new DOMParser().parseFromString(await response.text(), "text/html"));
      say(true);
    } catch {
      say(false);
    }
  }
  reading = false;
}

const parts = (page) => new Map([...page.querySelectorAll("[data-section]")].map((e) => [e.dataset.section, e]));
const keys = (element) => [...element.querySelectorAll("[data-key]")].map((e) => e.dataset.key);

// Rows that come at the end, or where none were, move nothing.
function show(page) {
  const fresh = parts(page);
  let count = 0;
  let isHeld = false;
  for (const [name, part] of parts(document)) {
    const next = fresh.get(name);
    if (!next) continue;
    const [old, all] = [keys(part), keys(next)];
    if (old.every((key, index) => all[index] === key)) { morph(part, next); continue; }
    isHeld = true;
    count += all.filter((key) => !old.includes(key)).length;
    for (const row of part.querySelectorAll("[data-key]")) {
      const twin = [...next.querySelectorAll("[data-key]")].find((e) => e.dataset.key === row.dataset.key);
      if (twin) morph(row, twin.cloneNode(true));
    }
  }
  for (const time of [...document.querySelectorAll(".heading time")]) {
    const next = page.querySelector(".heading time");
    if (next) morph(time, next);
  }
  waiting = isHeld ? page : null;
  if (!news) return;
  news.hidden = !isHeld;
  const text = count ? root.dataset.new.replace("{count}", count) : root.dataset.changed;
  if (news.textContent !== text) news.textContent = text;
}

function showAll() {
  const fresh = parts(waiting);
  for (const [name, part] of parts(document)) if (fresh.has(name)) morph(part, fresh.get(name));
  waiting = null;
  news.hidden = true;
  root.querySelector("[data-section] summary, [data-section] a")?.focus();
}

// Makes one element equal to another, and keeps every node that is in both. What a person types or opens stays.
function morph(from, to) {
  if (from.nodeType === Node.TEXT_NODE) {
    if (from.data !== to.data) from.data = to.data;
    return;
  }
  if (["INPUT", "SELECT", "TEXTAREA"].includes(from.nodeName) || from.classList?.contains("copy")) return;
  for (const { name, value } of to.attributes) if (from.getAttribute(name) !== value) from.setAttribute(name, value);
  for (const { name } of [...from.attributes]) {
    if (!to.hasAttribute(name) && !(name === "open" && from.nodeName === "DETAILS")) from.removeAttribute(name);
  }
  morphChildren(from, to);
}

function morphChildren(from, to) {
  const keyed = new Map([...from.children].filter((e) => e.dataset.key).map((e) => [e.dataset.key, e]));
  let at = from.firstChild;
  for (const next of [...to.childNodes]) {
    const key = next.dataset?.key;
    const isSame = at && !key && !at.dataset?.key && at.nodeName === next.nodeName;
    const match = key ? keyed.get(key) : isSame ? at : null;
    if (!match) {
      from.insertBefore(next, at);
      wire(next);
      continue;
    }
    if (match === at) at = at.nextSibling; else from.insertBefore(match, at);
    morph(match, next);
  }
  while (at) {
    const rest = at.nextSibling;
    at.remove();
    at = rest;
  }
}

// Copy buttons work with a script only, so they cannot be seen until there is one. Their room is kept.
function wire(node) {
  if (node.nodeType !== Node.ELEMENT_NODE || !navigator.clipboard) return;
  const buttons = [...node.querySelectorAll("[data-copy]")];
  if (node.matches("[data-copy]")) buttons.push(node);
  for (const button of buttons) button.classList.add("on");
}

root.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy || button.previousElementSibling.textContent);
  const label = button.textContent;
  if (label === root.dataset.copied) return;
  button.textContent = root.dataset.copied;
  setTimeout(() => { button.textContent = label; }, 2000);
});

// A page in the background holds no connection: browsers allow six for one host.
function open() {
  if (stream || document.hidden) return;
  stream = new EventSource(root.dataset.stream);
  // What has changed since the page was made would else be missed.
  stream.addEventListener("open", (event) => {
    if (event.data === undefined) return;
    if (event.data === root.dataset.number) say(true); else read();
    root.dataset.number = "";
  });
  stream.addEventListener("change", (event) => {
    if (event.data.split(" ").some((name) => sections.includes(name))) read();
  });
  stream.addEventListener("error", () => {
    say(false);
    // The browser gives up where the sandbox refuses the stream.
    if (stream?.readyState === EventSource.CLOSED) {
      close();
      timer = setTimeout(() => { read(); open(); }, pause);
    }
  });
}

function close() {
  clearTimeout(timer);
  stream?.close();
  stream = null;
}

wire(root);
news?.addEventListener("click", showAll);
if (sections.length) {
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
  open();
}
