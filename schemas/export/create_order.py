#en An API of the published code searches by a pattern, in which a backslash never matches itself: then the longest piece
#en without special characters is searched for as well. A search also finds parts of other references, so every row is
#en compared exactly, and the list is read to its end.
#zh 运行公开代码的 API 按模式搜索，反斜杠永远不会匹配自身：此时还会搜索不含特殊字符的最长片段。搜索也会匹配其他引用的一部分，
#zh 因此逐行精确比较，并读完整个列表。
def find_orders(reference):
    searches = [reference]
    if "\\" in reference:
        searches.append(max(re.split(r"[\\%_]", reference), key=len))
    for search in searches:
        found = []
        for page in range(1, 21):
            rows = rows_of(get("/orders", {"orderReference": search, "page": page, "limit": 100}), "orders")
            if not rows:
                break
            references = [field(row, "orderReference", "order_reference") for row in rows]
            if None in references:
                raise PayInError("GET", 200, "the list of orders shows no orderReference")
            found += [row for row, given in zip(rows, references) if given == reference]
        else:
            if not found:
                raise PayInError("GET", 200, "too many orders match this orderReference")
        if found:
            return found
    return []


#en What is compared. Amounts are decimal texts: "10" is "10.000000". Binary fractions would lose digits.
#zh 用于比较的内容。金额为十进制文本："10" 等于 "10.000000"。二进制小数会丢失位数。
def content(order):
    whole, _, fraction = str(order.get("amount")).partition(".")
    names = [field(order, "currency", "token"), field(order, "chainId", "chain")]
    return [whole.lstrip("0") + "." + fraction.rstrip("0")] + [str(name).lower() for name in names]


OPEN_STATUSES = ("pending", "processing", "confirming")


def payable(order):
    if order["status"] not in OPEN_STATUSES + ("completed",):
        order_id = field(order, "orderId", "id")
        raise RuntimeError(f"order {order_id} is {order['status']}: find out why before you use a new orderReference")
    return order


#en The order of this reference, or None. A paid one comes first, so that nobody pays twice, and one that ended last.
#zh 返回该引用的订单，没有则为 None。已付款的优先，以免重复付款；已结束的排在最后。
def existing_order(order):
    found = find_orders(order["orderReference"])
    readable = [row for row in found if field(row, "orderId", "id") and row.get("status")]
    same = [row for row in readable if content(row) == content(order)]
    if found and not same:
        raise RuntimeError("this orderReference belongs to another order")
    same.sort(key=lambda row: (row["status"] != "completed", row["status"] not in OPEN_STATUSES))
    return payable(same[0]) if same else None


#en Makes one order, however often it is called with this orderReference: it is looked up before anything is sent, and
#en again after an answer that leaves the outcome open.
#zh 无论以同一 orderReference 调用多少次，都只创建一个订单：发送之前先查找，结果不明时再次查找。
def create_order(order):
    existing = existing_order(order)
    if existing:
        return existing
    try:
        made = post("/orders", order)
        if isinstance(made, dict) and field(made, "orderId", "id") and made.get("status") and made.get("amount"):
            if content(made) != content(order):
                raise RuntimeError(f"order {field(made, 'orderId', 'id')} was made, but not as asked: do not use it")
            return payable(made)
        failure = PayInError("POST", 0, "POST /orders: the answer cannot be read")
    except PayInError as error:
        failure = error
    if not failure.is_uncertain and failure.status != 409:
        raise failure
    for seconds in (0, 1, 2, 4):
        time.sleep(seconds * BACKOFF_SECONDS)
        try:
            existing = existing_order(order)
        except PayInError:
            continue
        if existing:
            return existing
    if failure.is_uncertain:
        advice = "unknown whether the order was made: run again after a minute with the same orderReference"
        raise PayInError("POST", 0, f"{failure}\n{advice}")
    raise failure
