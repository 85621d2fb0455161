<?php
//en Repeats with growing pauses, in which an order is never made twice.
//zh 以递增等待重试，且绝不会重复创建订单。
declare(strict_types=1);

{{client}}

{{create_order}}

//en After this time what was under way can be seen.
//zh 经过这段时间后，能看到此前的结果。
const MINUTE_SECONDS = 60;

//en Three kinds of failure: refused (not repeated), nothing was done (repeated soon), outcome unknown (repeated after a
//en minute; createOrder then looks before it sends).
//zh 三类失败：被拒绝（不重试）；什么都没有发生（稍后重试）；结果不明（一分钟后重试，createOrder 会先查找再发送）。
function createOrderWithRetry(array $order): array
{
    for ($attempt = 1; ; $attempt++) {
        try {
            return createOrder($order);
        } catch (PayInError $error) {
            if ($attempt === 4 || !($error->isUncertain() || $error->isTransient())) {
                throw $error;
            }
            $soon = random_int(0, 1000) / 1000 * 2 ** $attempt * BACKOFF_SECONDS;
            pause(max($error->retryAfterSeconds, $error->isUncertain() ? MINUTE_SECONDS : $soon));
        }
    }
}

try {
    $order = createOrderWithRetry({{order}});
    echo 'orderId: ', field($order, 'orderId', 'id'), "\n";
    echo 'paymentUrl: ', field($order, 'paymentUrl', 'url'), "\n";
} catch (Throwable $error) {
    fail($error);
}
