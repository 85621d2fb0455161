//en Nobody can tell yet whether the order was made. It is safe to call createOrder again after a minute.
//zh 尚无法确定订单是否已创建。一分钟后可以安全地再次调用 createOrder。
class OutcomeUnknown extends Error {}

//en The filter also finds parts of other references, so every row is compared exactly, and the list is read to its end.
//zh 筛选条件也会匹配其他引用的一部分，因此逐行精确比较，并读完整个列表。
async function findOrder(reference: string): Promise<Json | undefined> {
  for (let page = 1; page <= 20; page++) {
    const data = await get("/orders", { orderReference: reference, page: String(page), limit: "100" });
    const rows: Json[] = Array.isArray(data) ? data : data.orders;
    const found = rows.find((row) => (row.orderReference ?? row.order_reference) === reference);
    if (found) return found;
    if (rows.length === 0) return undefined;
  }
  throw new Error("too many orders match this reference");
}

//en Amounts are compared as decimal texts: "10" is "10.000000". Binary fractions would lose digits.
//zh 金额按十进制文本比较："10" 等于 "10.000000"。二进制小数会丢失位数。
function plainAmount(amount: string): string {
  const [whole, fraction = ""] = amount.split(".");
  return whole.replace(/^0+/, "") + "." + fraction.replace(/0+$/, "");
}

function sameOrder(found: Json, order: Json): Json {
  const isSame =
    plainAmount(String(found.amount)) === plainAmount(order.amount) &&
    (found.currency ?? found.token) === order.currency && (found.chainId ?? found.chain) === order.chainId;
  if (!isSame) throw new Error("this orderReference belongs to another order: nothing was created");
  return found;
}

//en Makes one order, however often it is called with this orderReference: it is looked up before anything is sent, and
//en again after an answer that leaves the outcome open.
//zh 无论以同一 orderReference 调用多少次，都只创建一个订单：发送之前先查找，结果不明时再次查找。
async function createOrder(order: Json): Promise<Json> {
  const existing = await findOrder(order.orderReference);
  if (existing) return sameOrder(existing, order);
  try {
    return await post("/orders", order);
  } catch (error) {
    if (!(error instanceof PayInError) || !(error.isUncertain || error.status === 409)) throw error;
    for (const seconds of [0, 1, 2, 4]) {
      await pause(seconds * backoffSeconds);
      const found = await findOrder(order.orderReference).catch(() => undefined);
      if (found) return sameOrder(found, order);
    }
    throw error.status === 409 ? error : new OutcomeUnknown(error.message);
  }
}
