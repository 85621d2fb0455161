// What an order's fields mean for a person. Nothing here touches the page.
const openStates = ["pending", "processing", "confirming"];
const endStates = [
  "cancelled", "canceled", "refunded", "partiallyrefunded", "failed", "rejected", "declined", "voided", "closed",
  "reversed", "chargedback",
];
// An address of any chain is letters and digits. The server checks the rest and warns.
const plainAddress = /^[0-9A-Za-z]{20,128}$/;
const addressWarnings = ["address_wrong", "address_doubtful"];

// States are compared as the server does: without regard to case, spaces, _ and -.
function fold(status) {
  return typeof status === "string" ? status.toLowerCase().replaceAll(/[ _-]/g, "") : "";
}

function warningsOfAddress({ warnings }) {
  return (Array.isArray(warnings) ? warnings : []).filter((warning) => addressWarnings.includes(warning?.code));
}

function hasDoubtfulAddress(order) {
  return !plainAddress.test(order.address ?? "") || warningsOfAddress(order).length > 0;
}

// Whether both tell one of these fields, and not the same.
function differ(left, right, names) {
  return names.some((name) => {
    const [a, b] = [left[name], right[name]];
    return typeof a === "string" && typeof b === "string" && fieldForm(name, a) !== fieldForm(name, b);
  });
}

// The one form of all spellings. Capitals of a hexadecimal address are a checksum (EIP-55); those of others are digits.
function fieldForm(name, text) {
  if (name === "amount") return parts(text) ? minus(text, "0") : text;
  const isHexadecimal = name === "address" && /^0x[0-9a-f]{40}$/i.test(text);
  return isHexadecimal || ["chainId", "currency"].includes(name) ? text.toLowerCase() : text;
}

function timeOf(text) {
  const time = typeof text === "string" ? Date.parse(text) : NaN;
  return Number.isFinite(time) ? time : null;
}

function money(order) {
  const [amount, seen, confirmed] = [order.amount, order.received ?? order.receivedAmount, order.confirmedAmount]
    .map((text) => (parts(text) ? text : null));
  // What is confirmed was seen. More may be under way, unless the order is over or all of it is confirmed.
  const least = seen ?? (openStates.includes(fold(order.status)) ? amount : "0");
  const received = least && confirmed && minus(confirmed, least) !== null ? confirmed : seen;
  if (amount === null || received === null) return { amount, received, missing: null, surplus: null };
  return { amount, received, missing: minus(amount, received) ?? "0", surplus: minus(received, amount) };
}

// The phase, the texts of headline and detail, and whether it can be paid. `now` is the API's time.
function stateOf(order, now, canPoll) {
  const status = fold(order.status);
  const sums = money(order);
  if (status === "") return { phase: "unknown", headline: "noStatus", detail: "noStatusDetail", ...sums };
  if (status === "completed" && sums.missing !== null && !isZero(sums.missing)) {
    return { phase: "short", headline: "short", detail: "shortDetail", isFinal: true, ...sums };
  }
  if (status === "completed") {
    return { phase: "paid", headline: "paid", detail: paidDetail(sums), isFinal: true, ...sums };
  }
  if (status === "expired") {
    return { phase: "expired", headline: "expired", detail: expiredDetail(sums), isFinal: true, ...sums };
  }
  if (endStates.includes(status)) {
    return { phase: "ended", headline: "ended", detail: "endedDetail", isFinal: true, ...sums };
  }
  if (!openStates.includes(status)) return { phase: "unknown", headline: "unknown", detail: "unknownDetail", ...sums };
  return { ...openState(order, status, sums, now, canPoll), ...sums, isOpen: true };
}

function paidDetail({ missing, surplus }) {
  if (missing === null) return "paidBare";
  return surplus !== null && !isZero(surplus) ? "paidOver" : "paidDetail";
}

function expiredDetail({ received }) {
  if (received === null) return "endedDetail";
  return isZero(received) ? "expiredDetail" : "expiredPartly";
}

function openState(order, status, { amount, received, missing }, now, canPoll) {
  if (order.isChanged) return { phase: "doubtful", headline: "doubtful", detail: "changed" };
  const isSeen = received === null ? status !== "pending" : missing !== null && isZero(missing);
  if (isSeen) return { phase: "confirming", headline: "confirming", detail: "confirmingDetail" };
  if (amount === null) return { phase: "unknown", headline: "noStatus", detail: "noStatusDetail" };
  if (hasDoubtfulAddress(order)) return { phase: "doubtful", headline: "doubtful", detail: "doubtfulDetail" };
  const isPartly = received !== null && !isZero(received);
  const [window, end] = [timeOf(order.paymentWindowEndsAt), timeOf(order.expiresAt)];
  if (end !== null && now >= end) return { phase: "over", headline: "over", detail: "overDetail" };
  if (window !== null && now >= window) {
    const clock = end === null ? null : { end, label: "graceLeft" };
    return { phase: "grace", headline: "grace", detail: isPartly ? "gracePartly" : "graceDetail", clock };
  }
  const deadline = window ?? end;
  const clock = deadline === null ? null : { end: deadline, label: "timeLeft" };
  if (isPartly) return { phase: "partly", headline: "partly", detail: "partlyDetail", clock, isPayable: true };
  const waiting = canPoll ? "waitingDetail" : "waitingUnpolled";
  const detail = received === null ? "receivedUnknown" : waiting;
  return { phase: "waiting", headline: "waiting", detail, clock, isPayable: true };
}
