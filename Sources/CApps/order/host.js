// JSON-RPC with the host over postMessage (MCP Apps, 2026-01-26). Nothing but the parent window is listened to.
const host = { capabilities: {}, context: {} };
const requests = new Map();
// The notifications that the card takes, by method; order.js fills it.
const taken = new Map();
let lastId = 0;

function post(message) {
  // The host's origin is not known, and no message holds a secret.
  window.parent.postMessage({ jsonrpc: "2.0", ...message }, "*");
}

function notify(method, params = {}) {
  post({ method, params });
}

// Rejects if the host refuses, or does not answer in time.
function request(method, params, milliseconds = 70_000) {
  lastId += 1;
  const id = lastId;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle({ id, error: { message: "timed out" } }), milliseconds);
    requests.set(id, { resolve, reject, timer });
    post({ id, method, params });
  });
}

function settle({ id, result, error }) {
  const entry = requests.get(id);
  if (!entry) return;
  requests.delete(id);
  clearTimeout(entry.timer);
  if (result !== null && typeof result === "object") entry.resolve(result);
  else entry.reject(new Error(String(error?.message ?? "no result")));
}

function answer({ id, method }) {
  if (method === "ui/resource-teardown") taken.get(method)?.();
  if (method === "ui/resource-teardown" || method === "ping") return post({ id, result: {} });
  post({ id, error: { code: -32601, message: "method not found" } });
}

window.addEventListener("message", (event) => {
  const message = event.data;
  if (event.source !== window.parent || message === null || message?.jsonrpc !== "2.0") return;
  if (typeof message.method !== "string") settle(message);
  else if (message.id !== undefined) answer(message);
  else taken.get(message.method)?.(message.params ?? {});
});

function noteContext(changes) {
  Object.assign(host.context, changes);
}

// A host sizes the frame by these messages.
function reportSizes() {
  let last = "";
  const report = () => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    const size = { width: window.innerWidth, height };
    if (JSON.stringify(size) === last) return;
    last = JSON.stringify(size);
    notify("ui/notifications/size-changed", size);
  };
  new ResizeObserver(report).observe(document.documentElement);
  report();
}

async function connect() {
  const result = await request("ui/initialize", {
    protocolVersion: "2026-01-26",
    appInfo: { name: "payin-order", version: "1.0.0" },
    appCapabilities: { availableDisplayModes: ["inline", "fullscreen"] },
  }, 20_000);
  host.capabilities = result.hostCapabilities ?? {};
  noteContext(result.hostContext ?? {});
  notify("ui/notifications/initialized");
}
