extension TLSServer {
  /// HTTP/2 frames as in RFC 9113, section 4.1; `88` and `08 03 103` are the field lines `:status: 200` and
  /// `:status: 103` (RFC 7541, sections 6.1 and 6.2.2).
  static let program = """
    import fcntl, socket, ssl, struct, sys, termios, threading
    cert, key, maximum, protocols, greeting, *plans = sys.argv[1:]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    context.set_alpn_protocols(protocols.split())
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.maximum_version = ssl.TLSVersion[maximum]
    if maximum in ("TLSv1", "TLSv1_1"):
        context.set_ciphers("ALL:@SECLEVEL=0")
    requests, planned, resumed, resuming, finished = 0, 0, [], False, 0
    changed = threading.Condition()
    def count():
        global requests
        with changed:
            requests += 1
            changed.notify_all()
            return requests
    def exactly(stream, count):
        data = b""
        while len(data) < count:
            more = stream.recv(count - len(data))
            if not more:
                raise ConnectionError
            data += more
        return data
    def http1(stream):
        data = b""
        while True:
            while b"\\r\\n\\r\\n" not in data:
                more = stream.recv(65536)
                if not more:
                    return
                data += more
            data = data.split(b"\\r\\n\\r\\n", 1)[1]
            count()
            stream.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok")
    def frame(kind, flags, stream_id, payload):
        return len(payload).to_bytes(3, "big") + bytes([kind, flags]) + stream_id.to_bytes(4, "big") + payload
    def number(text):
        return int(text).to_bytes(4, "big")
    def take(stream, stream_id, steps):
        global finished
        pauses = "pause" in steps
        while steps:
            name, *words = steps.pop(0).split()
            if name == "whole":
                return
            elif name == "pause":
                with changed:
                    changed.wait_for(lambda: resuming)
            elif name == "answer":
                stream.sendall(frame(1, 5, int(words[0]) if words else stream_id, bytes([0x88])))
            elif name == "hint":
                stream.sendall(frame(1, 4, stream_id, b"\\x08\\x03103"))
            elif name == "reset":
                stream.sendall(frame(3, 0, stream_id, number(words[0])))
            elif name == "goaway":
                stream.sendall(frame(7, 0, 0, number(words[0]) + number(words[1])))
            elif name == "close":
                # With bytes unread, a close at once would be a reset, which may overtake what was sent.
                stream.shutdown(socket.SHUT_WR)
                while stream.recv(65536):
                    pass
                raise ConnectionError
            elif name == "abort":
                stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                raise ConnectionError
        if pauses:
            # Until the client's system has everything.
            while struct.unpack("i", fcntl.ioctl(stream.fileno(), termios.TIOCOUTQ, b"0000"))[0]:
                pass
            with changed:
                finished += 1
                changed.notify_all()
    def http2(stream):
        waiting = {}
        # No body waits for a window (SETTINGS_INITIAL_WINDOW_SIZE).
        stream.sendall(frame(4, 0, 0, b"\\x00\\x04" + number(1 << 30)))
        stream.sendall(frame(8, 0, 0, number(1 << 30)))
        take(stream, 0, greeting.split(","))
        exactly(stream, 24)
        while True:
            head = exactly(stream, 9)
            exactly(stream, int.from_bytes(head[:3], "big"))
            kind, flags, stream_id = head[3], head[4], int.from_bytes(head[5:9], "big")
            if kind == 4 and flags == 0:
                stream.sendall(frame(4, 1, 0, b""))
            if kind == 1:
                waiting[stream_id] = plans[min(count() - planned, len(plans)) - 1].split(",")
                take(stream, stream_id, waiting[stream_id])
            if kind in (0, 1) and flags & 1:
                take(stream, stream_id, waiting[stream_id])
    def serve(raw):
        try:
            with context.wrap_socket(raw, server_side=True) as stream:
                with changed:
                    resumed.append(stream.session_reused)
                (http2 if stream.selected_alpn_protocol() == "h2" else http1)(stream)
        except OSError:
            pass
    def accept():
        while True:
            threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
    listener = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=accept, daemon=True).start()
    print(listener.getsockname()[1], flush=True)
    for line in sys.stdin:
        words = line.split()
        with changed:
            if words[0] == "wait":
                changed.wait_for(lambda: requests >= int(words[1]))
                print("seen", flush=True)
            elif words[0] == "follow":
                planned, (greeting, *plans) = requests, line.strip().split("|")[1:]
                print("seen", flush=True)
            elif words[0] == "resume":
                resuming = True
                changed.notify_all()
                changed.wait_for(lambda: finished > 0)
                print("seen", flush=True)
            else:
                print(requests, sum(resumed), len(resumed), flush=True)
    """
}
