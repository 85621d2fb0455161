//en An API of the published code searches by a pattern, in which a backslash never matches itself: then the longest piece
//en without special characters is searched for as well. A search also finds parts of other references, so every row is
//en compared exactly, and the list is read to its end.
//zh 运行公开代码的 API 按模式搜索，反斜杠永远不会匹配自身：此时还会搜索不含特殊字符的最长片段。搜索也会匹配其他引用的一部分，
//zh 因此逐行精确比较，并读完整个列表。
async function findOrders(reference: string): Promise<Json[]> {
  const searches = [reference];
  if (reference.includes("\\")) {
    searches.push(reference.split(/[\\%_]/).sort((a, b) => b.length - a.length)[0]);
  }
  for (const search of searches) {
    const found: Json[] = [];
    let isWhole = false;
    for (let page = 1; page <= 20 && !isWhole; page++) {
      const query = { orderReference: search, page: String(page), limit: "100" };
      const rows = rowsOf(await get("/orders", query), "orders");
      for (const row of rows) {
        const given = row.orderReference ?? row.order_reference;
        if (given === undefined) throw new PayInError("GET", 200, "the list of orders shows no orderReference");
        if (given === reference) found.push(row);
      }
      isWhole = rows.length === 0;
    }
    if (found.length > 0) return found;
    if (!isWhole) throw new PayInError("GET", 200, "too many orders match this orderReference");
  }
  return [];
}

//en What is compared. Amounts are decimal texts: "10" is "10.000000". Binary fractions would lose digits.
//zh 用于比较的内容。金额为十进制文本："10" 等于 "10.000000"。二进制小数会丢失位数。
function content(order: Json): string {
  const [whole, fraction = ""] = String(order.amount).split(".");
  const amount = whole.replace(/^0+/, "") + "." + fraction.replace(/0+$/, "");
  return `${amount} ${order.currency ?? order.token} ${order.chainId ?? order.chain}`.toLowerCase();
}

const openStatuses = ["pending", "processing", "confirming"];

function payable(order: Json): Json {
  if ([...openStatuses, "completed"].includes(order.status)) return order;
  const id = order.orderId ?? order.id;
  throw new Error(`order ${id} is ${order.status}: find out why before you use a new orderReference`);
}

//en The order of this reference, or undefined. A paid one comes first, so that nobody pays twice, and one that ended last.
//zh 返回该引用的订单，没有则为 undefined。已付款的优先，以免重复付款；已结束的排在最后。
async function existingOrder(order: Json): Promise<Json | undefined> {
  const found = await findOrders(order.orderReference);
  const same = found.filter((row) => content(row) === content(order) && (row.orderId ?? row.id) && row.status);
  if (found.length > 0 && same.length === 0) throw new Error("this orderReference belongs to another order");
  const best =
    same.find((row) => row.status === "completed") ?? same.find((row) => openStatuses.includes(row.status)) ?? same[0];
  return best && payable(best);
}

//en Makes one order, however often it is called with this orderReference: it is looked up before anything is sent, and
//en again after an answer that leaves the outcome open.
//zh 无论以同一 orderReference 调用多少次，都只创建一个订单：发送之前先查找，结果不明时再次查找。
async function createOrder(order: Json): Promise<Json> {
  const existing = await existingOrder(order);
  if (existing) return existing;
  let made: Json | undefined;
  let failure = new PayInError("POST", 0, "POST /orders: the answer cannot be read");
  try {
    made = await post("/orders", order);
  } catch (error) {
    if (!(error instanceof PayInError) || !(error.isUncertain || error.status === 409)) throw error;
    failure = error;
  }
  if (made && (made.orderId ?? made.id) && made.status && made.amount) {
    if (content(made) === content(order)) return payable(made);
    throw new Error(`order ${made.orderId ?? made.id} was made, but not as asked: do not use it`);
  }
  for (const seconds of [0, 1, 2, 4]) {
    await pause(seconds * backoffSeconds);
    try {
      const found = await existingOrder(order);
      if (found) return found;
    } catch (error) {
      if (!(error instanceof PayInError)) throw error;
    }
  }
  if (!failure.isUncertain) throw failure;
  const advice = "unknown whether the order was made: run again after a minute with the same orderReference";
  throw new PayInError("POST", 0, `${failure.message}\n${advice}`);
}
