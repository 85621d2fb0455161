"""What may be said about resources that clients have subscribed to: rows 110 to 115 of the protocol table."""

ID = "io.modelcontextprotocol/subscriptionId"
LISTEN = "subscriptions/listen"
SCHEMAS = {
    "notifications/resources/updated": "ResourceUpdatedNotification",
    "notifications/subscriptions/acknowledged": "SubscriptionsAcknowledgedNotification",
    "notifications/tasks": "JSONRPCNotification",
}


class Subscriptions:
    """Messages are read in two passes, what was sent before what was received, so time is known by answers only: what
    was asked after a cancel is answered after the last word about what was cancelled."""

    def __init__(self, blame, key):
        self.blame = blame
        self.key = key
        self.clock = 0
        self.answered_until = 0
        self.listens = {}
        self.open = {}
        self.asked = {}
        self.session = set()

    # What the client wrote

    def note(self, identifier, question):
        self.clock += 1
        question.asked_at = self.clock
        question.cancelled_at = None
        if question.method == LISTEN:
            question.honoured = None
            self.listens.setdefault(self.key(identifier), []).append(question)
        elif question.method == "resources/subscribe":
            uri = question.params.get("uri")
            self.asked[str(uri)] = self.asked.get(str(uri), 0) + 1

    def note_cancel(self, identifier):
        self.clock += 1
        for question in self.listens.get(self.key(identifier), []):
            question.cancelled_at = question.cancelled_at or self.clock

    # What the server wrote

    def answer(self, message, question):
        self.answered_until = max(self.answered_until, getattr(question, "asked_at", 0))
        uri, is_result = str(question.params.get("uri")), "result" in message
        if question.method == LISTEN and is_result:
            self.end(message, question)
        elif question.method == "initialize" and is_result:
            self.session = set()
        elif question.method == "resources/unsubscribe" and is_result:
            self.session.discard(uri)
        elif question.method == "resources/subscribe":
            self.asked[uri] = self.asked.get(uri, 0) - 1
            if is_result:
                self.session.add(uri)

    def end(self, message, question):
        listening = self.open.pop(self.key(message["id"]), None)
        if listening is None:
            self.blame("the end of a subscription that was not acknowledged", message)
        elif listening.cancelled_at:
            self.blame("the result of a cancelled subscription", message)
        tag = message["result"].get("_meta", {}).get(ID)
        if type(tag) is not type(message["id"]) or tag != message["id"]:
            self.blame("the end of another subscription", message)

    def notify(self, message):
        """The revision to check the message by; None if nobody asked for it."""
        params = message.get("params", {})
        tag = params.get("_meta", {}).get(ID)
        if tag is None:
            return self.notify_session(message, params)
        if message["method"].endswith("/acknowledged"):
            return self.acknowledge(message, params, tag)
        listening = self.open.get(self.key(tag))
        if listening is None or params.get("uri", params.get("taskId")) not in listening.honoured:
            return self.blame("an update that nobody listens for", message)
        if listening.cancelled_at and listening.cancelled_at < self.answered_until:
            self.blame("an update after the cancel", message)
        return listening.revision

    def notify_session(self, message, params):
        uri = params.get("uri")
        if message["method"].endswith("/acknowledged") or uri not in self.session and not self.asked.get(uri):
            return self.blame("an update that nobody has subscribed to", message)
        return "2025-11-25"

    def acknowledge(self, message, params, tag):
        waiting = [question for question in self.listens.get(self.key(tag), []) if question.honoured is None]
        if not waiting:
            return self.blame("an acknowledgement that nobody waits for", message)
        listening = waiting[0]
        asked = listening.params.get("notifications", {})
        granted = params.get("notifications", {})
        listening.honoured = set(granted.get("resourceSubscriptions", [])) | set(granted.get("taskIds", []))
        self.open[self.key(tag)] = listening
        if not set(granted) <= set(asked) or not listening.honoured <= set(
            asked.get("resourceSubscriptions", [])
        ) | set(asked.get("taskIds", [])):
            self.blame("more than was asked for", message)
        if any(granted.get(kind) for kind in granted if kind.endswith("ListChanged")):
            self.blame("lists that never change", message)
        return listening.revision
