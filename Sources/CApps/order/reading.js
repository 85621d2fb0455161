// What the card knows of its order, and how it keeps it up to date through the host.
const [firstPause, longestPause] = [3000, 30_000];
// After this time without a change only the person's button reads again.
const restAfter = 2 * 3600_000;
const waitFields = [
  "received", "missing", "surplus", "confirmations", "requiredConfirmations", "secondsLeft", "isFinal", "timedOut",
  "cursor", "outcome", "warnings",
];
// What a payment depends on. An order never changes it, so another value is a mistake, or a forgery.
const terms = ["address", "chainId", "currency", "amount"];
let order = null;
// What is shown while there is no order: headline, detail and phase.
let notice = { phase: "loading", headline: "loading" };
let input = {};
let trouble = null;
let linkRefused = false;
let updatedAt = null;
// How far the API's clock is ahead. A sandbox's can be moved.
let clockLead = 0;
let pause = firstPause;
let timer = null;
let changedAt = Date.now();
let isReading = false;
let isStopped = false;
let lastPhase = null;
let code = { key: null, image: null };

function canCall() {
  return host.capabilities.serverTools !== undefined;
}

function orderId() {
  const id = order?.orderId ?? input.orderId;
  return typeof id === "string" ? id : null;
}

// The object of a tool's result; hosts may hand on the text alone.
function objectOf(result) {
  if (result.structuredContent) return result.structuredContent;
  for (const block of Array.isArray(result.content) ? result.content : []) {
    try {
      const value = JSON.parse(block.text);
      if (value !== null && typeof value === "object") return value;
    } catch {
      // The summary is no JSON.
    }
  }
  return {};
}

function sentence(result) {
  const blocks = Array.isArray(result.content) ? result.content : [];
  return shown(blocks.find((block) => typeof block?.text === "string")?.text, 400);
}

// Fields that a shorter answer leaves out stay; those of one moment do not. A doubt about where to pay stays.
function merge(fields) {
  const isSame = order?.orderId === fields.orderId;
  const known = isSame ? { ...order } : {};
  const doubts = warningsOfAddress(known);
  for (const name of waitFields) delete known[name];
  order = { ...known, ...fields, isChanged: known.isChanged === true || differ(known, fields, terms) };
  if (doubts.length > 0) order.warnings = doubts;
}

function take(fields) {
  const before = fingerprint();
  merge(fields);
  const now = Date.now();
  const [made, end] = [timeOf(order.createdAt), timeOf(order.expiresAt)];
  // Only a lead is taken: a card of an old chat is shown long after its result was made.
  if (fields.outcome !== undefined && made !== null) clockLead = Math.max(clockLead, made - now);
  if (Number.isInteger(fields.secondsLeft) && end !== null) {
    clockLead = Math.max(clockLead, end - fields.secondsLeft * 1000 - now);
  }
  updatedAt = now;
  trouble = null;
  isStopped = false;
  const isSame = before === fingerprint();
  if (!isSame) changedAt = now;
  pause = isSame ? Math.min(pause * 1.5, longestPause) : firstPause;
}

function fingerprint() {
  return JSON.stringify([order?.orderId, order?.status, order?.receivedAmount, order?.confirmedAmount]);
}

function state() {
  return stateOf(order, Date.now() + clockLead, canCall());
}

function schedule(delay = pause) {
  clearTimeout(timer);
  const isDone = order !== null && (state().isFinal || !state().isOpen);
  if (!canCall() || orderId() === null || isStopped || isDone || document.hidden) return;
  if (Date.now() - changedAt > restAfter) trouble = { name: "rested" };
  else timer = setTimeout(refresh, delay);
}

async function refresh() {
  const id = orderId();
  if (isReading || id === null || !canCall()) return;
  isReading = true;
  try {
    const result = await request("tools/call", { name: "get_order", arguments: { orderId: id } });
    const fields = objectOf(result);
    if (result.isError || fields.orderId !== id) note(result);
    else if (orderId() === id) take(fields);
  } catch {
    note({});
  }
  isReading = false;
  render();
  schedule();
}

// A failed reading leaves what is shown, and says that it may be out of date.
function note(result) {
  const retry = result._meta?.["payin-mcp/error"]?.retry;
  isStopped = retry === "never" || retry === "after_change";
  trouble = isStopped ? { name: "stopped", reason: sentence(result) } : { name: "away" };
  pause = Math.min(pause * 2, 2 * longestPause);
}

// The code is that of the address and of the amount that is missing now.
async function readCode(current) {
  const values = [order.orderId, ...terms.map((name) => order[name]), current.missing];
  const key = current.isPayable && canCall() ? JSON.stringify(values) : null;
  if (key === code.key) return;
  code = { key, image: null };
  if (key === null) return;
  try {
    const result = await request("tools/call", { name: "payment_qr", arguments: { orderId: order.orderId } });
    const fields = objectOf(result);
    if (code.key !== key || result.isError || differ(order, fields, ["orderId"])) return;
    // Its amount is what is missing, and not the order's.
    if (differ(order, fields, terms.slice(0, -1))) order.isChanged = true;
    else if (typeof fields.address === "string") code.image = result.content?.[0];
    render();
  } catch {
    // Without the code the card is still whole.
  }
}
