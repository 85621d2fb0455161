"""Plays PayIn's hosts: a TLS server on loopback whose certificate names them, which is also the proxy to them.

usage: mainnet.py FOLDER, where it makes its authority. Prints its port. Each line of input is answered with what was
asked since the last one: {"writes": [host], "reads": count}.
"""
import itertools
import json
import pathlib
import socket
import ssl
import subprocess
import sys
import threading

NAMES = "IP:127.0.0.1,DNS:app.payin.com,DNS:testnet.payin.com"
folder = pathlib.Path(sys.argv[1])
numbers = itertools.count(1)
lock = threading.Lock()
seen = {"writes": [], "reads": 0}


def openssl(*arguments):
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, stderr=subprocess.DEVNULL)


def make_certificates():
    """An authority, and a certificate that it has signed."""
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    openssl("req", "-x509", *curve, "-days", "2", "-subj", "/CN=authority", "-keyout", "ca.key", "-out", "ca.pem")
    openssl("req", *curve, "-subj", "/CN=payin", "-keyout", "key.pem", "-out", "request.pem")
    (folder / "names").write_text(f"subjectAltName={NAMES}\n")
    openssl("x509", "-req", "-in", "request.pem", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2",
            "-extfile", "names", "-out", "cert.pem")


def answer(method, target, body):
    if method == "POST" and target == "/api/v1/orders":
        order = {key: body[key] for key in ("orderReference", "amount", "currency", "chainId")}
        order |= {"orderId": f"ord_{next(numbers)}", "status": "pending", "address": "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                  "createdAt": "2026-01-01T00:00:00Z", "expiresAt": "2026-01-01T00:10:00Z"}
        return "201 Created", {"success": True, "data": order}
    if method == "POST" and target.endswith("/publish"):
        return "200 OK", {"success": True, "data": {"id": target.split("/")[-2], "status": "published"}}
    # Every reference is free, so that an order asked for twice is made twice.
    if method == "GET" and target.startswith("/api/v1/orders?"):
        return "200 OK", {"success": True, "data": {"orders": [], "pagination": {"page": 1, "limit": 100, "total": 0,
                                                                                 "totalPages": 0}}}
    return "404 Not Found", {"success": False, "error": "NotFound", "message": "nothing here"}


def head(stream):
    data = b""
    while b"\r\n\r\n" not in data:
        more = stream.recv(1)
        if not more:
            return None
        data += more
    lines = data.decode().split("\r\n")
    fields = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
    return lines[0].split(" "), fields


def serve(raw):
    try:
        if raw.recv(1, socket.MSG_PEEK) == b"C":
            head(raw)
            raw.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        with context.wrap_socket(raw, server_side=True) as stream:
            while request := head(stream):
                (method, target, _), fields = request
                body = b""
                while len(body) < int(fields.get("content-length", 0)):
                    body += stream.recv(65536)
                with lock:
                    if method == "GET":
                        seen["reads"] += 1
                    else:
                        seen["writes"].append(fields["host"])
                status, value = answer(method, target, json.loads(body or "{}"))
                text = json.dumps(value).encode()
                stream.sendall(f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n"
                               f"Content-Length: {len(text)}\r\n\r\n".encode() + text)
    except OSError:
        pass


def accept():
    while True:
        threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()


make_certificates()
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
listener = socket.create_server(("127.0.0.1", 0))
threading.Thread(target=accept, daemon=True).start()
print(listener.getsockname()[1], flush=True)
while sys.stdin.readline():
    with lock:
        print(json.dumps(seen), flush=True)
        seen = {"writes": [], "reads": 0}
