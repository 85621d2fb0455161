// Keeps the page of an order up to date: counts down, asks for news while the order is pending, copies.
// The page is complete without it; what it changes are texts, and which parts are hidden.
const card = document.querySelector("[data-status]");
const digits = card.querySelector("[data-left]");
const away = card.querySelector("[data-away]");
const bar = card.querySelector("progress");
const pause = 2000;
let end = performance.now() + digits.dataset.left * 1000;

function tick() {
  const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
  digits.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  bar.value = left;
}

// An unchanged text is left alone: a screen reader would read it again.
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function show(status) {
  card.dataset.phase = status.phase;
  for (const element of document.querySelectorAll("[data-text]")) {
    write(element, status.texts[element.dataset.text] ?? "");
  }
  for (const element of document.querySelectorAll("[data-section]")) {
    element.hidden = !status.sections.includes(element.dataset.section);
  }
  if (status.clock) {
    end = performance.now() + status.clock.left * 1000;
    bar.max = status.clock.of;
  }
  showTransfers(status.transfers);
  showLinks(status);
}

function showTransfers(lines) {
  const list = card.querySelector("[data-list=transfers]");
  const old = [...list.children].map((item) => item.textContent);
  if (old.length === lines.length && old.every((line, index) => line === lines[index])) return;
  list.replaceChildren(...lines.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
}

function showLinks(status) {
  const code = card.querySelector("[data-qr]");
  if (status.qr && code.getAttribute("src") !== status.qr) code.src = status.qr;
  const onward = card.querySelector("[data-onward]");
  if (status.onward) onward.href = status.onward;
  write(onward, status.texts.onward);
}

async function refresh() {
  const status = await news();
  away.hidden = status !== null;
  if (status) show(status);
  if (!status?.isFinal) setTimeout(refresh, pause);
}

// Null if the sandbox is away, for a moment or for good.
async function news() {
  try {
    const response = await fetch(card.dataset.status, { cache: "no-store" });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

async function copy(button) {
  const label = button.textContent;
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
  button.textContent = card.dataset.copied;
  setTimeout(() => { button.textContent = label; }, pause);
}

for (const button of card.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", () => copy(button));
}
tick();
setInterval(tick, 500);
if (!["completed", "expired"].includes(card.dataset.phase)) setTimeout(refresh, pause);
