//en Repeats with growing pauses, in which an order is never made twice.
//zh 以递增等待重试，且绝不会重复创建订单。
{{client}}

{{create_order}}

//en After this time what was under way can be seen.
//zh 经过这段时间后，能看到此前的结果。
const minuteSeconds = 60;

//en Three kinds of failure: refused (not repeated), nothing was done (repeated soon), outcome unknown (repeated after a
//en minute; createOrder then looks before it sends).
//zh 三类失败：被拒绝（不重试）；什么都没有发生（稍后重试）；结果不明（一分钟后重试，createOrder 会先查找再发送）。
async function createOrderWithRetry(order: Json): Promise<Json> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await createOrder(order);
    } catch (error) {
      if (attempt === 4 || !(error instanceof PayInError && (error.isUncertain || error.isTransient))) throw error;
      const wait = error.isUncertain ? minuteSeconds : Math.random() * 2 ** attempt * backoffSeconds;
      await pause(Math.max(wait, error.retryAfterSeconds));
    }
  }
}

async function main() {
  const order = await createOrderWithRetry({{order}});
  console.log("orderId:", order.orderId ?? order.id);
  console.log("paymentUrl:", order.paymentUrl ?? order.url);
}

main().catch(fail);
