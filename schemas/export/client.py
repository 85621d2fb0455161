import email.utils
import http.client
import json
import os
import random
import re
import sys
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
BACKOFF_SECONDS = os.environ.get("BACKOFF_SECONDS") or "1"
if not re.fullmatch(r"[0-9]{1,2}(\.[0-9]{1,3})?", BACKOFF_SECONDS):
    sys.exit("BACKOFF_SECONDS must be a number of seconds below 100")
BACKOFF_SECONDS = float(BACKOFF_SECONDS)
TIMEOUT_SECONDS = 30


class PayInError(Exception):
    def __init__(self, method, status, message, retry_after_seconds=0):
        super().__init__(message)
        self.method = method
        #en The HTTP status; 0 if there was no answer, or none that can be read.
        #zh HTTP 状态码；没有应答或应答无法读取时为 0。
        self.status = status
        self.retry_after_seconds = retry_after_seconds

    @property
    def is_transient(self):
        #en Nothing was done: the call may soon be repeated.
        #zh 什么都没有发生：稍后可以重复调用。
        return not self.is_uncertain and self.status in (0, 408, 429, 502, 503, 504) and self.retry_after_seconds <= 60

    @property
    def is_uncertain(self):
        #en A write may or may not have taken effect.
        #zh 写入可能已生效，也可能没有。
        return self.method != "GET" and (self.status in (0, 303, 408) or self.status >= 500)


class NoRedirects(urllib.request.HTTPRedirectHandler):
    #en A redirect would take the key to another host.
    #zh 重定向会把密钥带到其他主机。
    def redirect_request(self, *arguments):
        return None


OPENER = urllib.request.build_opener(NoRedirects)


def send(method, path, body=None):
    #en The key must not travel in the clear, except on this machine.
    #zh 除本机外，密钥不得以明文传输。
    if not re.match(r"(https://[^/@?#\\]+|http://(127\.0\.0\.1|localhost)(:[0-9]+)?)(/|$)", BASE_URL):
        raise ValueError("PAYIN_BASE_URL must be https, without a user name")
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
        raise PayInError(method, 0, f"{method} {path}: no answer ({error})") from error
    try:
        #en A binary fraction would lose digits of an amount.
        #zh 二进制小数会丢失金额的位数。
        reply = json.loads(text, parse_float=str)
    except ValueError:
        reply = None
    fields = reply if isinstance(reply, dict) else {}
    if 200 <= status < 300 and fields.get("success") is not False:
        data = fields.get("data", {})
        if fields and isinstance(data, (dict, list)):
            return data
        status, fields = 0, {}
    reason = fields.get("message") or fields.get("error") or "the answer cannot be read"
    raise PayInError(method, status, f"{method} {path}: HTTP {response.status}, {reason}", seconds_of(retry_after))


#en The wait that Retry-After asks for, in seconds or as a date.
#zh Retry-After 要求的等待时间，可以是秒数或日期。
def seconds_of(retry_after):
    if retry_after.isdecimal():
        return int(retry_after)
    try:
        return max(0, email.utils.parsedate_to_datetime(retry_after).timestamp() - time.time())
    except (TypeError, ValueError):
        return 0


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


#en The rows of a list, which some versions of the API put under a name. What cannot be read is no empty list.
#zh 列表中的各行；API 的某些版本会将其放在一个名称之下。无法读取的列表不等于空列表。
def rows_of(data, name):
    rows = data.get(name) if isinstance(data, dict) else data
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise PayInError("GET", 200, f"cannot tell what there is: the list of {name} cannot be read")
    return rows


#en Exit status: 1 failed, 3 it is unknown whether a write took effect.
#zh 退出状态：1 失败，3 不知道写入是否已生效。
def run(main):
    try:
        main()
    except Exception as error:
        print(error, file=sys.stderr)
        sys.exit(3 if getattr(error, "is_uncertain", False) else 1)
