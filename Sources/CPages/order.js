// Keeps the page of an order up to date: counts down, asks for news while the order is pending, copies, prints, and goes
// on to the merchant once the order is paid. The page is complete without it; what it changes are texts, and which parts
// are hidden.
const card = document.querySelector("[data-status]");
const panel = document.querySelector(".simulator form");
const digits = card.querySelector("[data-left]");
const bar = card.querySelector("progress");
const pause = 2000;
const stay = 5000;
const suffix = document.title.slice(document.title.lastIndexOf(" – "));
const amount = document.title.slice(document.title.indexOf(" · "), document.title.lastIndexOf(" – "));
let end = performance.now() + digits.dataset.left * 1000;
let isFinal = ["completed", "expired"].includes(card.dataset.phase);
let next;

function tick() {
  const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
  write(digits, `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`);
  bar.value = left;
}

// An unchanged text is left alone: a screen reader would read it again.
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function show(status) {
  Object.assign(card.dataset, { phase: status.phase, tone: status.tone });
  for (const element of document.querySelectorAll("[data-text]")) {
    write(element, status.texts[element.dataset.text] ?? "");
  }
  for (const element of document.querySelectorAll("[data-section]")) {
    const isShown = status.sections.includes(element.dataset.section);
    if (element.matches("button")) element.disabled = !isShown;
    else element.hidden = !isShown;
  }
  for (const element of card.querySelectorAll("[data-step]")) {
    element.dataset.state = status.steps[element.dataset.step];
    if (element.dataset.state === "current") element.setAttribute("aria-current", "step");
    else element.removeAttribute("aria-current");
  }
  for (const element of card.querySelectorAll("[data-time]")) {
    const time = status.times?.[element.dataset.time];
    if (time) showTime(element, time);
  }
  for (const image of card.querySelectorAll("[data-source]")) {
    const source = status[image.dataset.source];
    if (source && image.getAttribute("src") !== source) image.src = source;
  }
  if (status.clock) {
    end = performance.now() + status.clock.left * 1000;
    bar.max = status.clock.of;
    tick();
  }
  document.title = status.texts.headline + amount + suffix;
  showTransfers(status.transfers);
  for (const link of card.querySelectorAll("[data-onward]")) link.href = status.onward ?? "";
}

function showTransfers(transfers) {
  const list = document.querySelector("[data-list=transfers]");
  const known = JSON.stringify(transfers);
  if (list.dataset.known === known) return;
  list.dataset.known = known;
  list.replaceChildren(...transfers.map((transfer) => {
    const line = document.querySelector(".transfers template").content.cloneNode(true);
    for (const element of line.querySelectorAll("[data-field]")) element.textContent = transfer[element.dataset.field];
    line.querySelector("code").title = transfer.transaction;
    showTime(line.querySelector("time"), transfer.time);
    return line;
  }));
}

async function refresh() {
  clearTimeout(next);
  const status = await news();
  card.querySelector("[data-away]").hidden = status !== null;
  if (status && !isFinal) {
    show(status);
    if (status.phase === "completed" && status.onward) leave(status.onward);
  }
  isFinal ||= status?.isFinal ?? false;
  if (!isFinal) next = setTimeout(refresh, pause);
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

// Goes on to the merchant, as PayIn's own page does. Only a payment that was seen here leads on: a receipt that is opened
// later stays.
function leave(url) {
  const notice = card.querySelector("[data-leaving]");
  const timer = setTimeout(() => { location.href = url; }, stay);
  notice.hidden = false;
  notice.querySelector("[data-stay]").addEventListener("click", () => {
    clearTimeout(timer);
    notice.hidden = true;
    card.querySelector(".receipt [data-onward]").focus();
  });
}

async function copy(button) {
  const label = button.textContent;
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
  button.textContent = card.dataset.copied;
  setTimeout(() => { button.textContent = label; }, pause);
}

// The buttons of the panel work without leaving the page, unless the page must be made anew.
async function act(event) {
  if (isFinal) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(panel, event.submitter));
  try {
    const response = await fetch(panel.action, { method: "POST", body, redirect: "manual" });
    if (response.type === "opaqueredirect") return refresh();
  } catch {
    return refresh();
  }
  location.reload();
}

for (const button of card.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", () => copy(button));
}
for (const button of card.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
panel?.addEventListener("submit", act);
tick();
setInterval(tick, 500);
if (!isFinal) next = setTimeout(refresh, pause);
