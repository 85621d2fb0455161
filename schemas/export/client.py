import http.client
import json
import os
import random
import re
import time
import urllib.error
import urllib.parse
import urllib.request

#en {{host_note}}
#zh {{host_note}}
BASE_URL = (os.environ.get("PAYIN_BASE_URL") or {{base_url}}).rstrip("/")
API_KEY = os.environ.get("PAYIN_API_KEY", "")
#en The longest first pause between two attempts; it doubles from one to the next.
#zh 两次尝试之间首次等待的上限，之后逐次加倍。
BACKOFF_SECONDS = float(os.environ.get("BACKOFF_SECONDS", "1"))
TIMEOUT_SECONDS = 30


class PayInError(Exception):
    def __init__(self, status, message, retry_after_seconds=0):
        super().__init__(message)
        #en The HTTP status; 0 if there was no answer, or none that can be read.
        #zh HTTP 状态码；没有应答或应答无法读取时为 0。
        self.status = status
        self.retry_after_seconds = retry_after_seconds

    @property
    def is_transient(self):
        #en A read may be repeated after these.
        #zh 出现这些情况后可以重复读取。
        return self.status in (0, 408, 429, 502, 503, 504) and self.retry_after_seconds <= 60

    @property
    def is_uncertain(self):
        #en A write may or may not have taken effect.
        #zh 写入可能已生效，也可能没有。
        return self.status in (0, 303, 408) or self.status >= 500


class NoRedirects(urllib.request.HTTPRedirectHandler):
    #en A redirect would take the key to another host.
    #zh 重定向会把密钥带到其他主机。
    def redirect_request(self, *arguments):
        return None


OPENER = urllib.request.build_opener(NoRedirects)


def send(method, path, body=None):
    #en The key must not travel in the clear, except on this machine.
    #zh 除本机外，密钥不得以明文传输。
    if not re.match(r"https://|http://(127\.0\.0\.1|localhost)[:/]", BASE_URL):
        raise ValueError("PAYIN_BASE_URL must be https")
    if not API_KEY:
        raise ValueError("set PAYIN_API_KEY")
    request = urllib.request.Request(
        BASE_URL + path,
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {API_KEY}", "Content-Type": "application/json"},
    )
    try:
        try:
            response = OPENER.open(request, timeout=TIMEOUT_SECONDS)
        except urllib.error.HTTPError as error:
            response = error
        with response:
            status, retry_after, text = response.status, response.headers.get("Retry-After", ""), response.read()
    except (OSError, http.client.HTTPException) as error:
        raise PayInError(0, f"{method} {path}: no answer ({error})") from error
    try:
        reply = json.loads(text)
    except ValueError:
        reply = None
    is_success = 200 <= status < 300
    if is_success and isinstance(reply, dict) and reply.get("success") is not False:
        return reply.get("data") or {}
    fields = reply if isinstance(reply, dict) else {}
    reason = fields.get("message") or fields.get("error") or "the answer cannot be read"
    raise PayInError(
        0 if is_success and reply is None else status,
        f"{method} {path}: HTTP {status}, {reason}",
        int(retry_after) if retry_after.isdecimal() else 0,
    )


#en Reads are repeated, with a random part of a growing pause.
#zh 读取会重试，等待时间取递增上限中的随机一段。
def get(path, query=None):
    if query:
        path += "?" + urllib.parse.urlencode(query)
    for attempt in range(1, 5):
        try:
            return send("GET", path)
        except PayInError as error:
            if not error.is_transient or attempt == 4:
                raise
            time.sleep(max(error.retry_after_seconds, random.random() * 2 ** (attempt - 1) * BACKOFF_SECONDS))


#en Writes are sent once: a failure does not show whether they took effect.
#zh 写入只发送一次：失败并不说明它是否已生效。
def post(path, body=None):
    return send("POST", path, body or {})


def path_of(*parts):
    return "".join("/" + urllib.parse.quote(str(part), safe="") for part in parts)


#en The first of these fields that is there: versions of the API differ in their names.
#zh 返回其中第一个存在的字段：API 各版本的名称有所不同。
def field(values, *names):
    return next((values[name] for name in names if values.get(name) is not None), None)
