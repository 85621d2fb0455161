class OutcomeUnknown(Exception):
    #en Nobody can tell yet whether the order was made. It is safe to call create_order again after a minute.
    #zh 尚无法确定订单是否已创建。一分钟后可以安全地再次调用 create_order。
    pass


#en The filter also finds parts of other references, so every row is compared exactly, and the list is read to its end.
#zh 筛选条件也会匹配其他引用的一部分，因此逐行精确比较，并读完整个列表。
def find_order(reference):
    for page in range(1, 21):
        data = get("/orders", {"orderReference": reference, "page": page, "limit": 100})
        rows = data if isinstance(data, list) else data.get("orders", [])
        for row in rows:
            if field(row, "orderReference", "order_reference") == reference:
                return row
        if not rows:
            return None
    raise RuntimeError("too many orders match this reference")


#en Makes decimal texts comparable: "10" is "10.000000". Binary fractions would lose digits.
#zh 使十进制文本可以比较："10" 等于 "10.000000"。二进制小数会丢失位数。
def plain_amount(amount):
    whole, _, fraction = str(amount).partition(".")
    return whole.lstrip("0") + "." + fraction.rstrip("0")


def same_order(found, order):
    is_same = (
        plain_amount(found["amount"]) == plain_amount(order["amount"])
        and field(found, "currency", "token") == order["currency"]
        and field(found, "chainId", "chain") == order["chainId"]
    )
    if not is_same:
        raise RuntimeError("this orderReference belongs to another order: nothing was created")
    return found


#en Makes one order, however often it is called with this orderReference: it is looked up before anything is sent, and
#en again after an answer that leaves the outcome open.
#zh 无论以同一 orderReference 调用多少次，都只创建一个订单：发送之前先查找，结果不明时再次查找。
def create_order(order):
    existing = find_order(order["orderReference"])
    if existing:
        return same_order(existing, order)
    try:
        return post("/orders", order)
    except PayInError as error:
        if not error.is_uncertain and error.status != 409:
            raise
        for seconds in (0, 1, 2, 4):
            time.sleep(seconds * BACKOFF_SECONDS)
            try:
                found = find_order(order["orderReference"])
            except PayInError:
                continue
            if found:
                return same_order(found, order)
        if error.status == 409:
            raise
        raise OutcomeUnknown(str(error)) from error
