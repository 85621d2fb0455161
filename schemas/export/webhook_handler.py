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
import time
import traceback

SECRET = os.environ.get("PAYIN_WEBHOOK_SECRET", "").encode()
if not SECRET:
    sys.exit("set PAYIN_WEBHOOK_SECRET to the secret of this endpoint")
PORT = int(os.environ.get("PORT", "3000"))
EVENTS_FOLDER = pathlib.Path(os.environ.get("EVENTS_FOLDER", "payin-events"))
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
        #en An old webhook may be a recording that is played again.
        #zh 过旧的 webhook 可能是重放。
        if not re.fullmatch("[0-9]{1,11}", stamp) or abs(time.time() - int(stamp)) > TOLERANCE_SECONDS:
            return False
        body = stamp.encode() + b"." + body
        codes = [part[3:] for part in parts if part.startswith("v1=")]
    expected = hmac.new(SECRET, body, hashlib.sha256).hexdigest()
    return any(
        re.fullmatch("[0-9a-fA-F]{64}", code) and hmac.compare_digest(code.lower(), expected) for code in codes
    )


def claim_file(event_id):
    return EVENTS_FOLDER / hashlib.sha256(event_id.encode()).hexdigest()


#en Returns False if the event was claimed before. Put your database in place of the folder: insert the id under a unique
#en key in the transaction that has the effect, so that a crash in between loses nothing.
#zh 若事件已被认领则返回 False。请以数据库代替此文件夹：在产生效果的同一事务中，以唯一键插入该 id，这样中途崩溃也不会丢失。
def claim(event_id):
    EVENTS_FOLDER.mkdir(parents=True, exist_ok=True)
    try:
        claim_file(event_id).touch(exist_ok=False)
        return True
    except FileExistsError:
        return False


#en Your own work. Compare amount, token and chain with your record of the purchase before you deliver.
#zh 在此编写业务逻辑。发货之前，请将金额、代币和链与购买记录核对。
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
    if not isinstance(event_id, str):
        return 400
    if not claim(event_id):
        return 200
    try:
        handle(event)
        return 200
    except Exception:
        #en With 500 PayIn sends the event again.
        #zh 返回 500 时，PayIn 会再次发送该事件。
        claim_file(event_id).unlink()
        traceback.print_exc()
        return 500


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
