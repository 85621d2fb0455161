#en Receives webhooks of PayIn: checks the signature over the raw bytes, and handles each event once.
#zh 接收 PayIn 的 webhook：对原始字节验证签名，且每个事件只处理一次。
import hashlib
import hmac
import http.server
import json
import os
import pathlib
import re
import sys
import threading
import time
import traceback

SECRET = os.environ.get("PAYIN_WEBHOOK_SECRET", "").encode()
if not SECRET:
    sys.exit("set PAYIN_WEBHOOK_SECRET to the secret of this endpoint")
PORT = int(os.environ.get("PORT", "3000"))
EVENTS_FOLDER = pathlib.Path(os.environ.get("EVENTS_FOLDER", ""))
if not EVENTS_FOLDER.is_absolute():
    sys.exit("set EVENTS_FOLDER to a folder for the ids of events, from the root: /var/lib/payin-events")
EVENTS_FOLDER.mkdir(mode=0o700, parents=True, exist_ok=True)
TOLERANCE_SECONDS = 300
MAXIMUM_BYTES = 1024 * 1024


#en The header is the code of the body in 64 digits, or t=SECONDS,v1=CODE, where the code is of the time, a point and the
#en body. There may be several v1 while a secret is being replaced.
#zh 该头部是请求体签名码的 64 位十六进制数字，或 t=秒数,v1=签名码，后者对时间、一个点和请求体签名。更换密钥期间可能有多个 v1。
def is_signed(body, header):
    parts = [part.strip() for part in header.split(",")]
    stamp = next((part[2:] for part in parts if part.startswith("t=")), None)
    codes = parts
    if stamp is not None:
        #en An old webhook may be a recording that is played again. The plain form has no time, so no age is seen in
        #en it: there only the id of the event protects you.
        #zh 过旧的 webhook 可能是重放。纯签名形式不含时间，看不出时效：此时只有事件 id 能提供保护。
        if not re.fullmatch("[0-9]{1,11}", stamp) or abs(time.time() - int(stamp)) > TOLERANCE_SECONDS:
            return False
        body = stamp.encode() + b"." + body
        codes = [part[3:] for part in parts if part.startswith("v1=")]
    expected = hmac.new(SECRET, body, hashlib.sha256).hexdigest()
    return any(
        re.fullmatch("[0-9a-fA-F]{64}", code) and hmac.compare_digest(code.lower(), expected) for code in codes
    )


#en An event that is being handled is answered with 503, so that PayIn sends it again should the work fail; done is
#en written after it. Put your database in place of both: insert the id under a unique key in the transaction that has the
#en effect. Only then may several processes share the work, and does a crash in between never repeat the effect.
#zh 正在处理的事件以 503 应答，若处理失败 PayIn 会再次发送；处理完成后才记录为已完成。请以数据库代替：在产生效果的同一事务中，
#zh 以唯一键插入该 id。只有这样，多个进程才能共同工作，中途崩溃也不会使效果重复。
UNDER_WAY = set()
LOCK = threading.Lock()


def done_file(event_id):
    return EVENTS_FOLDER / hashlib.sha256(event_id.encode()).hexdigest()


#en Your own work. Compare amount, token and chain with your record of the purchase before you deliver. Credit deposits
#en here or from the list (flow deposit_wallet), never from both: a webhook has no depositId, and one transaction (txHash)
#en may hold several deposits.
#zh 在此编写业务逻辑。发货之前，请将金额、代币和链与购买记录核对。充值只能在此处或依据列表
#zh （流程 deposit_wallet）入账，不可两者并用：webhook 不含 depositId，而一笔交易（txHash）可能包含多笔充值。
def handle(event):
    data = event.get("data") or {}
    reference = data.get("orderReference") or data.get("order_reference")
    if event.get("type") == "order.completed":
        print("paid:", json.dumps([reference, data.get("amount"), data.get("currency")]), flush=True)
    elif event.get("type") == "order.expired":
        print("expired:", json.dumps(reference), flush=True)
    elif event.get("type") in ("deposit.confirmed", "deposit.completed"):
        user, token = data.get("depositReference"), data.get("currency") or data.get("token")
        print("deposit:", json.dumps([user, data.get("amount"), token, data.get("txHash")]), flush=True)
    #en Other events are acknowledged, or they would be sent again.
    #zh 其他事件也要确认，否则会被重复发送。


#en Returns the status of the answer.
#zh 返回应答的状态码。
def receive(body, signature):
    if not is_signed(body, signature):
        return 401
    try:
        event = json.loads(body)
        event_id = event["id"]
    except (ValueError, TypeError, KeyError):
        return 400
    if not isinstance(event_id, str) or not event_id:
        return 400
    with LOCK:
        if event_id in UNDER_WAY:
            return 503
        UNDER_WAY.add(event_id)
    try:
        if not done_file(event_id).exists():
            handle(event)
            done_file(event_id).touch()
        return 200
    except Exception:
        #en With 500 PayIn sends the event again.
        #zh 返回 500 时，PayIn 会再次发送该事件。
        traceback.print_exc()
        return 500
    finally:
        with LOCK:
            UNDER_WAY.discard(event_id)


class Handler(http.server.BaseHTTPRequestHandler):
    timeout = 30

    def do_POST(self):
        length = self.headers.get("Content-Length", "")
        if self.path != "/webhooks/payin":
            status = 404
        elif not length.isdecimal() or int(length) > MAXIMUM_BYTES:
            status = 413
        else:
            status = receive(self.rfile.read(int(length)), self.headers.get("x-payin-signature", ""))
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()


#en For production let a WSGI or ASGI server call receive(), behind HTTPS.
#zh 生产环境请由 WSGI 或 ASGI 服务器调用 receive()，并置于 HTTPS 之后。
if __name__ == "__main__":
    with http.server.ThreadingHTTPServer(("127.0.0.1", PORT), Handler) as server:
        print(f"listening on http://127.0.0.1:{server.server_port}/webhooks/payin", flush=True)
        server.serve_forever()
