// Shows the order, or what is known before there is one.
function render() {
  applyContext();
  writeLabels();
  if (order === null) renderNotice();
  else renderOrder(state());
}

function renderNotice() {
  const values = { headline: text(notice.headline), detail: notice.said ?? (notice.detail ? text(notice.detail) : "") };
  const isKnown = parts(input.amount) !== null && notice.phase === "loading";
  if (isKnown) {
    Object.assign(values, {
      "due-label": text("amount"), due: input.amount, token: shown(input.currency, 16), "chain-label": text("network"),
      chain: chainName(input),
    });
  }
  card.dataset.phase = notice.phase;
  document.title = values.headline;
  writeTexts(values);
  show("pay", isKnown);
}

function renderOrder(current) {
  const token = shown(order.currency, 16);
  const values = {
    status: shown(order.status, 40), amount: `${shown(order.amount, 60)} ${token}`,
    received: `${receivedText(current)} ${token}`, missing: `${current.missing} ${token}`,
    surplus: `${current.surplus} ${token}`, token, chain: chainName(order),
  };
  const isPartly = current.isPayable && current.received !== null && !isZero(current.received);
  const due = isPartly ? current.missing : shown(order.amount, 60);
  card.dataset.phase = current.phase;
  document.title = `${text(current.headline, values)} · ${values.amount}`;
  writeTexts({
    headline: text(current.headline, values), detail: text(current.detail, values), note: networkNote(),
    "due-label": text(current.isPayable ? "send" : "amount"), due, token,
    "chain-label": text(current.isPayable ? "sendOn" : "network"), chain: values.chain,
    only: current.isPayable ? text("only", values) : "", away: troubleText(current), ...clockTexts(current),
    updated: updatedText(),
  });
  show("pay", true);
  show("clock", Boolean(current.clock));
  show("foot", true);
  show("address", Boolean(current.isPayable));
  card.querySelector("[data-copy=due]").hidden = !current.isPayable;
  if (current.isPayable) writeAddress(order.address);
  const page = current.isPayable ? pageToOpen(order.paymentUrl) : null;
  const button = card.querySelector("[data-open]");
  button.hidden = !page;
  if (page) write(button, text("openPayment", { host: new URL(page).host }));
  card.querySelector("[data-refresh]").hidden = !canCall() || Boolean(current.isFinal);
  writeDetails(details(current, values, isPartly));
  readCode(current);
  writeCode(code.image);
  if (lastPhase !== null && lastPhase !== current.phase && current.isOpen) schedule(1000);
  lastPhase = current.phase;
}

// The order's own digits if they are the same amount: 12.50, and not 12.5 beside it.
function receivedText({ received, missing, surplus }) {
  return isZero(missing ?? "1") && isZero(surplus ?? "1") ? shown(order.amount, 60) : received;
}

function networkNote() {
  if (order.environment?.mode === "sandbox") return text("sandbox");
  const chain = Object.hasOwn(chains, order.chainId ?? "") ? chains[order.chainId] : null;
  return chain?.network === "testnet" ? text("testnet") : "";
}

function troubleText({ detail }) {
  if (order.isChanged && detail !== "changed") return text("changed");
  return trouble ? text(trouble.name, { reason: trouble.reason }) : linkRefused ? text("openFailed") : "";
}

function updatedText() {
  return canCall() ? text("updated", { time: time(updatedAt, { timeStyle: "medium" }) }) : text("unpolled");
}

function clockTexts({ clock }) {
  if (!clock) return {};
  const seconds = Math.max(0, Math.ceil((clock.end - Date.now() - clockLead) / 1000));
  const two = (number) => String(number).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const left = hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
  return { clock: text(clock.label), left };
}

function details(current, values, isPartly) {
  const canOpen = host.capabilities.openLinks !== undefined && !linkRefused;
  const hash = shown(order.txHash, 100);
  const shortHash = hash.length > 20 ? `${hash.slice(0, 10)}…${hash.slice(-8)}` : hash;
  const end = timeOf(order.paymentWindowEndsAt) ?? timeOf(order.expiresAt);
  const paidAt = timeOf(order.completedAt);
  const rows = [
    isPartly && ["amount", values.amount],
    current.received !== null && !isZero(current.received) && ["received", values.received],
    ["grace", "short"].includes(current.phase) && current.missing !== null && ["missing", values.missing],
    Number.isInteger(order.confirmations) && Number.isInteger(order.requiredConfirmations) && current.isOpen
      && ["confirmations", text("seen", { seen: order.confirmations, required: order.requiredConfirmations })],
    current.clock && end !== null && ["payUntil", time(end)],
    ["paid", "short"].includes(current.phase) && paidAt !== null && ["paidAt", time(paidAt)],
    hash && ["transaction", shortHash, pageToOpen(order.txUrl)],
    current.isPayable && !canOpen && webAddress(order.paymentUrl) && ["payment", webAddress(order.paymentUrl)],
    order.orderReference && ["reference", shown(order.orderReference)],
    ["order", shown(order.orderId)],
  ];
  return rows.filter(Boolean).map(([label, value, url]) => ({ label: text(label), value, url: url || null }));
}
