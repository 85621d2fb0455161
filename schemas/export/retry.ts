//en Repeats with growing pauses, in which an order is never made twice.
//zh 以递增等待重试，且绝不会重复创建订单。
{{client}}

{{create_order}}

//en Three kinds of failure: refused (not repeated), nothing was done (repeated soon), outcome unknown (repeated after a
//en minute, when what was under way can be seen; createOrder then looks before it sends).
//zh 三类失败：被拒绝（不重试）；什么都没有发生（稍后重试）；结果不明（一分钟后重试，届时能看到此前的结果，
//zh createOrder 会先查找再发送）。
async function createOrderWithRetry(order: Json): Promise<Json> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await createOrder(order);
    } catch (error) {
      const isUnknown = error instanceof OutcomeUnknown;
      if (attempt === 4 || !(isUnknown || (error instanceof PayInError && error.isTransient))) throw error;
      const wait = isUnknown ? 60 * backoffSeconds : Math.random() * 2 ** attempt * backoffSeconds;
      await pause(Math.max(wait, error instanceof PayInError ? error.retryAfterSeconds : 0));
    }
  }
}

async function main() {
  const order = await createOrderWithRetry({{order}});
  console.log("orderId:", order.orderId ?? order.id);
  console.log("paymentUrl:", order.paymentUrl ?? order.url);
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
