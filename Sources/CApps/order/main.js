// What the person does and what the host says; then the start.
// Null unless it is an address of the web. A name before the host is refused: it looks like the host.
function webAddress(address) {
  try {
    const { protocol, href, username, password } = new URL(address);
    return /^https?:$/.test(protocol) && !(username + password) ? href : null;
  } catch {
    return null;
  }
}

function pageToOpen(address) {
  return host.capabilities.openLinks !== undefined && !linkRefused ? webAddress(address) : null;
}

async function open(url) {
  try {
    const result = await request("ui/open-link", { url });
    linkRefused = result.isError === true;
  } catch {
    linkRefused = true;
  }
  render();
}

async function copy(button) {
  const isAmount = button.dataset.copy === "due";
  const source = card.querySelector(isAmount ? "[data-text=due]" : "[data-address]");
  const isDone = await copied(source.textContent);
  if (!isDone) getSelection().selectAllChildren(source);
  button.dataset.said = "yes";
  button.removeAttribute("aria-label");
  write(button, text(isDone ? "copied" : "selected"));
  setTimeout(() => {
    delete button.dataset.said;
    render();
  }, 2000);
}

// Most hosts keep the newer way to the clipboard from frames, and browsers log an error of each attempt.
async function copied(value) {
  const focused = document.activeElement;
  const field = Object.assign(document.createElement("textarea"), { value });
  document.body.append(field);
  field.select();
  const isDone = document.execCommand("copy");
  field.remove();
  focused?.focus();
  if (isDone) return true;
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    return false;
  }
}

taken.set("ui/notifications/tool-input", ({ arguments: given }) => {
  input = given ?? {};
  const headline = orderId() ? "reading" : parts(input.amount) ? "creating" : "loading";
  if (order === null) notice = { phase: "loading", headline };
  render();
  // A wait can take a minute, and its order can be shown at once; a reading is mostly over before.
  schedule(1500);
});
taken.set("ui/notifications/tool-result", (result) => {
  const fields = objectOf(result);
  const failed = { phase: "failed", headline: "failed", detail: "failedDetail", said: sentence(result) || null };
  const isOrder = !result.isError && typeof fields.orderId === "string";
  if (isOrder && !differ(input, fields, ["orderId", "orderReference"])) take(fields);
  else if (order !== null) trouble = isOrder ? { name: "otherOrder" } : trouble;
  else if (isOrder) notice = { ...failed, detail: "otherOrder", said: null };
  // The server goes on waiting, and what it learns comes to the chat only.
  else if (result.resultType === "task") notice = { ...notice, phase: "loading", detail: "task" };
  else notice = failed;
  render();
  if (order !== null || !result.isError) schedule();
  else clearTimeout(timer);
});
taken.set("ui/notifications/tool-cancelled", () => {
  const isReading = input.amount === undefined && (input.orderId ?? input.orderReference);
  const detail = isReading ? "cancelledReading" : "cancelledDetail";
  if (order === null) notice = { phase: "cancelled", headline: "cancelled", detail };
  render();
  schedule();
});
taken.set("ui/notifications/host-context-changed", (changes) => {
  noteContext(changes);
  render();
});
taken.set("ui/resource-teardown", () => {
  isStopped = true;
  clearTimeout(timer);
});

for (const button of card.querySelectorAll("[data-copy]")) button.addEventListener("click", () => copy(button));
card.querySelector("[data-open]").addEventListener("click", () => open(webAddress(order.paymentUrl)));
card.querySelector("[data-refresh]").addEventListener("click", () => {
  isStopped = false;
  changedAt = Date.now();
  code = { key: null, image: null };
  refresh();
});
document.addEventListener("visibilitychange", () => schedule(300));
setInterval(() => {
  if (order !== null && state().isOpen && !document.hidden) render();
}, 1000);

render();
try {
  await connect();
} catch {
  notice = { phase: "failed", headline: "noHost", detail: "noHostDetail" };
}
render();
reportSizes();
