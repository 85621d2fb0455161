//en {{host_note}}
//zh {{host_note}}
const baseUrl = (process.env.PAYIN_BASE_URL || {{base_url}}).replace(/\/+$/, "");
const apiKey = process.env.PAYIN_API_KEY ?? "";
//en The longest first pause between two attempts; it doubles from one to the next.
//zh 两次尝试之间首次等待的上限，之后逐次加倍。
const backoffText = process.env.BACKOFF_SECONDS || "1";
if (!/^[0-9]{1,2}(\.[0-9]{1,3})?$/.test(backoffText)) {
  console.error("BACKOFF_SECONDS must be a number of seconds below 100");
  process.exit(1);
}
const backoffSeconds = Number(backoffText);
const timeoutMilliseconds = 30_000;

type Json = Record<string, any>;

class PayInError extends Error {
  //en The HTTP status; 0 if there was no answer, or none that can be read.
  //zh HTTP 状态码；没有应答或应答无法读取时为 0。
  status: number;
  method: string;
  retryAfterSeconds: number;

  constructor(method: string, status: number, message: string, retryAfterSeconds = 0) {
    super(message);
    this.method = method;
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  //en Nothing was done: the call may soon be repeated.
  //zh 什么都没有发生：稍后可以重复调用。
  get isTransient() {
    return !this.isUncertain && [0, 408, 429, 502, 503, 504].includes(this.status) && this.retryAfterSeconds <= 60;
  }

  //en A write may or may not have taken effect.
  //zh 写入可能已生效，也可能没有。
  get isUncertain() {
    return this.method !== "GET" && ([0, 303, 408].includes(this.status) || this.status >= 500);
  }
}

const pause = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

async function send(method: string, path: string, body?: Json): Promise<any> {
  //en The key must not travel in the clear, except on this machine.
  //zh 除本机外，密钥不得以明文传输。
  if (!/^(https:\/\/[^/@?#\\]+|http:\/\/(127\.0\.0\.1|localhost)(:[0-9]+)?)(\/|$)/.test(baseUrl)) {
    throw new Error("PAYIN_BASE_URL must be https, without a user name");
  }
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
    throw new PayInError(method, 0, `${method} ${path}: no answer (${(error as Error).message})`);
  }
  let reply: any;
  try {
    reply = JSON.parse(text);
  } catch {
    reply = undefined;
  }
  const isReadable = typeof reply === "object" && reply !== null && !Array.isArray(reply);
  if (status >= 200 && status < 300 && !(isReadable && reply.success === false)) {
    const data = isReadable && reply.data === undefined ? {} : reply?.data;
    if (isReadable && typeof data === "object" && data !== null) return data;
    throw new PayInError(method, 0, `${method} ${path}: HTTP ${status}, the answer cannot be read`);
  }
  const reason = String(reply?.message ?? reply?.error ?? "the answer cannot be read");
  throw new PayInError(method, status, `${method} ${path}: HTTP ${status}, ${reason}`, secondsOf(retryAfter ?? ""));
}

//en The wait that Retry-After asks for, in seconds or as a date.
//zh Retry-After 要求的等待时间，可以是秒数或日期。
function secondsOf(retryAfter: string): number {
  if (/^[0-9]+$/.test(retryAfter)) return Number(retryAfter);
  return Math.max(0, (Date.parse(retryAfter) - Date.now()) / 1000) || 0;
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

//en The rows of a list, which some versions of the API put under a name. What cannot be read is no empty list.
//zh 列表中的各行；API 的某些版本会将其放在一个名称之下。无法读取的列表不等于空列表。
function rowsOf(data: any, name: string): Json[] {
  const rows = Array.isArray(data) ? data : data[name];
  if (Array.isArray(rows) && rows.every((row) => typeof row === "object" && row !== null)) return rows;
  throw new PayInError("GET", 200, `cannot tell what there is: the list of ${name} cannot be read`);
}

//en Exit status: 1 failed, 3 it is unknown whether a write took effect.
//zh 退出状态：1 失败，3 不知道写入是否已生效。
function fail(error: unknown) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = error instanceof PayInError && error.isUncertain ? 3 : 1;
}
