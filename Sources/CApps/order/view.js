// Writes what is known into the page. Text of others gets there as text only, without invisible characters.
const card = document.querySelector("main");
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u034f\u115f\u1160\u3164\uffa0]/gu;

function shown(value, limit = 120) {
  const letters = [...String(value ?? "").replace(invisible, "")];
  return letters.length > limit ? `${letters.slice(0, limit).join("")}…` : letters.join("");
}

function language() {
  const locale = host.context.locale ?? navigator.language ?? "en";
  return String(locale).toLowerCase().startsWith("zh") ? "zh" : "en";
}

function text(name, values = {}) {
  return texts[language()][name].replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
}

function time(milliseconds, options = { dateStyle: "medium", timeStyle: "short" }) {
  const locale = language() === "zh" ? "zh-CN" : "en";
  try {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: host.context.timeZone }).format(milliseconds);
  } catch {
    return new Intl.DateTimeFormat(locale, options).format(milliseconds);
  }
}

function chainName(order) {
  return shown(Object.hasOwn(chains, order.chainId ?? "") ? chains[order.chainId].name : order.chainId, 60);
}

// An unchanged text is left alone: a screen reader would read it again.
function write(element, value) {
  if (element.textContent !== value) element.textContent = value;
}

function writeTexts(values) {
  for (const element of card.querySelectorAll("[data-text]")) {
    const value = values[element.dataset.text] ?? "";
    write(element, value);
    element.hidden = value === "";
  }
}

function show(part, isShown) {
  card.querySelector(`[data-part=${part}]`).hidden = !isShown;
}

function writeLabels() {
  document.documentElement.lang = language() === "zh" ? "zh-Hans" : "en";
  for (const element of card.querySelectorAll("[data-label]")) write(element, text(element.dataset.label));
  for (const button of card.querySelectorAll("[data-copy]")) {
    if (button.dataset.said) continue;
    write(button, text("copy"));
    button.setAttribute("aria-label", text(button.dataset.copy === "due" ? "copyAmount" : "copyAddress"));
  }
  write(card.querySelector("[data-refresh]"), text("refresh"));
  card.querySelector("figure img")?.setAttribute("alt", text("codeLabel"));
}

function applyContext() {
  const { theme, safeAreaInsets } = host.context;
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  for (const side of ["top", "right", "bottom", "left"]) {
    const inset = Number(safeAreaInsets?.[side]);
    document.body.style.setProperty(`padding-${side}`, `${Math.max(3, Number.isFinite(inset) ? inset : 0)}px`);
  }
}

// In groups of four, whose gaps are not copied.
function writeAddress(address) {
  const code = card.querySelector("[data-address]");
  if (code.textContent === address) return;
  code.replaceChildren(...(address.match(/.{1,4}/g) ?? []).map((group) => {
    return Object.assign(document.createElement("span"), { textContent: group });
  }));
}

// Rows are left alone while they are the same, so that the focus stays where it is.
function writeDetails(rows) {
  const list = card.querySelector("dl");
  const key = JSON.stringify(rows.map(({ label, value, url }) => [label, value, url]));
  list.hidden = rows.length === 0;
  if (list.dataset.key === key) return;
  list.dataset.key = key;
  list.replaceChildren(...rows.map(({ label, value, url }) => {
    const row = document.createElement("div");
    const name = Object.assign(document.createElement("dt"), { textContent: label });
    const data = document.createElement("dd");
    const content = document.createElement(url ? "button" : "bdi");
    content.textContent = value;
    if (url) {
      content.type = "button";
      content.className = "link";
      content.addEventListener("click", () => open(url));
    }
    data.append(content);
    row.append(name, data);
    return row;
  }));
}

// Only a PNG, and only as data: the page has no network.
function writeCode(image) {
  const isPNG = image?.type === "image" && image.mimeType === "image/png"
    && typeof image.data === "string" && image.data.length < 200_000 && /^[A-Za-z0-9+/]+={0,2}$/.test(image.data);
  const source = isPNG ? `data:image/png;base64,${image.data}` : null;
  const figure = card.querySelector("figure");
  const known = figure.querySelector("img");
  if (source === null) known?.remove();
  else if (known?.src !== source) {
    known?.remove();
    const picture = Object.assign(document.createElement("img"), { width: 184, height: 184, alt: text("codeLabel") });
    picture.src = source;
    figure.prepend(picture);
  }
  show("code", source !== null);
  card.querySelector(".pay").classList.toggle("has-code", source !== null);
}
