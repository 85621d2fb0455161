//en {{host_note}}
//zh {{host_note}}
const baseUrl = (process.env.PAYIN_BASE_URL || {{base_url}}).replace(/\/+$/, "");
const apiKey = process.env.PAYIN_API_KEY ?? "";
//en The longest first pause between two attempts; it doubles from one to the next.
//zh 两次尝试之间首次等待的上限，之后逐次加倍。
const backoffSeconds = Number(process.env.BACKOFF_SECONDS ?? "1");
const timeoutMilliseconds = 30_000;

type Json = Record<string, any>;

class PayInError extends Error {
  //en The HTTP status; 0 if there was no answer, or none that can be read.
  //zh HTTP 状态码；没有应答或应答无法读取时为 0。
  status: number;
  retryAfterSeconds: number;

  constructor(status: number, message: string, retryAfterSeconds = 0) {
    super(message);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  //en A read may be repeated after these.
  //zh 出现这些情况后可以重复读取。
  get isTransient() {
    return [0, 408, 429, 502, 503, 504].includes(this.status) && this.retryAfterSeconds <= 60;
  }

  //en A write may or may not have taken effect.
  //zh 写入可能已生效，也可能没有。
  get isUncertain() {
    return [0, 303, 408].includes(this.status) || this.status >= 500;
  }
}

const pause = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

async function send(method: string, path: string, body?: Json): Promise<any> {
  //en The key must not travel in the clear, except on this machine.
  //zh 除本机外，密钥不得以明文传输。
  if (!/^https:\/\/|^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(baseUrl)) throw new Error("PAYIN_BASE_URL must be https");
  if (!apiKey) throw new Error("set PAYIN_API_KEY");
  let status: number, retryAfter: string | null, text: string;
  try {
    const response = await fetch(baseUrl + path, {
      method,
      headers: { Authorization: `Bearer ${apiKey}`, "Content-Type": "application/json" },
      body: body && JSON.stringify(body),
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    [status, retryAfter, text] = [response.status, response.headers.get("retry-after"), await response.text()];
  } catch (error) {
    throw new PayInError(0, `${method} ${path}: no answer (${(error as Error).message})`);
  }
  let reply: any;
  try {
    reply = JSON.parse(text);
  } catch {
    reply = undefined;
  }
  const isSuccess = status >= 200 && status < 300;
  if (isSuccess && typeof reply === "object" && reply?.success !== false) return reply?.data ?? {};
  const reason = String(reply?.message ?? reply?.error ?? "the answer cannot be read");
  throw new PayInError(
    isSuccess && reply === undefined ? 0 : status, `${method} ${path}: HTTP ${status}, ${reason}`, Number(retryAfter) || 0);
}

//en Reads are repeated, with a random part of a growing pause.
//zh 读取会重试，等待时间取递增上限中的随机一段。
async function get(path: string, query: Record<string, string> = {}): Promise<any> {
  const search = new URLSearchParams(query).toString();
  for (let attempt = 1; ; attempt++) {
    try {
      return await send("GET", search ? `${path}?${search}` : path);
    } catch (error) {
      if (!(error instanceof PayInError) || !error.isTransient || attempt === 4) throw error;
      await pause(Math.max(error.retryAfterSeconds, Math.random() * 2 ** (attempt - 1) * backoffSeconds));
    }
  }
}

//en Writes are sent once: a failure does not show whether they took effect.
//zh 写入只发送一次：失败并不说明它是否已生效。
const post = (path: string, body: Json = {}): Promise<any> => send("POST", path, body);

const pathOf = (...parts: unknown[]) => parts.map((part) => "/" + encodeURIComponent(String(part))).join("");
