//en Receives webhooks of PayIn: checks the signature over the raw bytes, and handles each event once.
//zh 接收 PayIn 的 webhook：对原始字节验证签名，且每个事件只处理一次。
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { isAbsolute, join } from "node:path";

const secret = process.env.PAYIN_WEBHOOK_SECRET ?? "";
if (!secret) throw new Error("set PAYIN_WEBHOOK_SECRET to the secret of this endpoint");
const port = Number(process.env.PORT ?? "3000");
const eventsFolder = process.env.EVENTS_FOLDER ?? "";
if (!isAbsolute(eventsFolder)) {
  throw new Error("set EVENTS_FOLDER to a folder for the ids of events, from the root: /var/lib/payin-events");
}
mkdirSync(eventsFolder, { recursive: true, mode: 0o700 });
const toleranceSeconds = 300;
const maximumBytes = 1024 * 1024;

//en The header is the code of the body in 64 digits, or t=SECONDS,v1=CODE, where the code is of the time, a point and the
//en body. There may be several v1 while a secret is being replaced.
//zh 该头部是请求体签名码的 64 位十六进制数字，或 t=秒数,v1=签名码，后者对时间、一个点和请求体签名。更换密钥期间可能有多个 v1。
function isSigned(body: Buffer, header: string): boolean {
  const parts = header.split(",").map((part) => part.trim());
  const time = parts.find((part) => part.startsWith("t="))?.slice(2);
  const codes = parts.filter((part) => part.startsWith("v1=")).map((part) => part.slice(3));
  if (time !== undefined && !/^[0-9]{1,11}$/.test(time)) return false;
  //en An old webhook may be a recording that is played again. The plain form has no time, so no age is seen in
  //en it: there only the id of the event protects you.
  //zh 过旧的 webhook 可能是重放。纯签名形式不含时间，看不出时效：此时只有事件 id 能提供保护。
  if (time !== undefined && Math.abs(Date.now() / 1000 - Number(time)) > toleranceSeconds) return false;
  const mac = createHmac("sha256", secret);
  if (time !== undefined) mac.update(`${time}.`);
  const expected = mac.update(body).digest();
  const given = time === undefined ? parts : codes;
  return given.some((code) => /^[0-9a-fA-F]{64}$/.test(code) && timingSafeEqual(Buffer.from(code, "hex"), expected));
}

//en An event that is being handled is answered with 503, so that PayIn sends it again should the work fail; done is
//en written after it. Put your database in place of both: insert the id under a unique key in the transaction that has the
//en effect. Only then may several processes share the work, and does a crash in between never repeat the effect.
//zh 正在处理的事件以 503 应答，若处理失败 PayIn 会再次发送；处理完成后才记录为已完成。请以数据库代替：在产生效果的同一事务中，
//zh 以唯一键插入该 id。只有这样，多个进程才能共同工作，中途崩溃也不会使效果重复。
const underWay = new Set<string>();
const doneFile = (id: string) => join(eventsFolder, createHash("sha256").update(id).digest("hex"));

//en Your own work. Compare amount, token and chain with your record of the purchase before you deliver. Credit deposits
//en here or from the list (flow deposit_wallet), never from both: a webhook has no depositId, and one transaction (txHash)
//en may hold several deposits.
//zh 在此编写业务逻辑。发货之前，请将金额、代币和链与购买记录核对。充值只能在此处或依据列表
//zh （流程 deposit_wallet）入账，不可两者并用：webhook 不含 depositId，而一笔交易（txHash）可能包含多笔充值。
async function handle(event: any): Promise<void> {
  const data = event.data ?? {};
  switch (event.type) {
    case "order.completed":
      console.log("paid:", JSON.stringify([data.orderReference ?? data.order_reference, data.amount, data.currency]));
      break;
    case "order.expired":
      console.log("expired:", JSON.stringify(data.orderReference ?? data.order_reference));
      break;
    case "deposit.confirmed":
    case "deposit.completed":
      console.log("deposit:", JSON.stringify([data.depositReference, data.amount, data.currency ?? data.token, data.txHash]));
      break;
    default:
      //en Events that are not known are acknowledged, or they would be sent again.
      //zh 未知事件也要确认，否则会被重复发送。
      break;
  }
}

//en Returns the status of the answer.
//zh 返回应答的状态码。
async function receive(body: Buffer, signature: string): Promise<number> {
  if (!isSigned(body, signature)) return 401;
  let event: any;
  try {
    event = JSON.parse(body.toString("utf8"));
  } catch {
    return 400;
  }
  const id = event?.id;
  if (typeof id !== "string" || id === "") return 400;
  if (underWay.has(id)) return 503;
  underWay.add(id);
  try {
    if (!existsSync(doneFile(id))) {
      await handle(event);
      writeFileSync(doneFile(id), "");
    }
    return 200;
  } catch (error) {
    //en With 500 PayIn sends the event again.
    //zh 返回 500 时，PayIn 会再次发送该事件。
    console.error(error);
    return 500;
  } finally {
    underWay.delete(id);
  }
}

const server = createServer((request, response) => {
  const answer = (status: number) => response.writeHead(status).end();
  if (request.method !== "POST" || request.url !== "/webhooks/payin") return answer(404);
  const chunks: Buffer[] = [];
  let size = 0;
  request.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size <= maximumBytes) chunks.push(chunk);
  });
  request.on("end", () => {
    if (size > maximumBytes) return answer(413);
    receive(Buffer.concat(chunks), String(request.headers["x-payin-signature"] ?? "")).then(answer, (error) => {
      console.error(error);
      answer(500);
    });
  });
});
server.listen(port, "127.0.0.1", () => {
  const address = server.address();
  console.log(`listening on http://127.0.0.1:${typeof address === "object" ? address?.port : port}/webhooks/payin`);
});
