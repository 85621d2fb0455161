#en Repeats with growing pauses, in which an order is never made twice.
#zh 以递增等待重试，且绝不会重复创建订单。
{{client}}


{{create_order}}


#en After this time what was under way can be seen.
#zh 经过这段时间后，能看到此前的结果。
MINUTE_SECONDS = 60


#en Three kinds of failure: refused (not repeated), nothing was done (repeated soon), outcome unknown (repeated after a
#en minute; create_order then looks before it sends).
#zh 三类失败：被拒绝（不重试）；什么都没有发生（稍后重试）；结果不明（一分钟后重试，create_order 会先查找再发送）。
def create_order_with_retry(order):
    for attempt in range(1, 5):
        try:
            return create_order(order)
        except PayInError as error:
            if attempt == 4 or not (error.is_uncertain or error.is_transient):
                raise
            wait = MINUTE_SECONDS if error.is_uncertain else random.random() * 2**attempt * BACKOFF_SECONDS
            time.sleep(max(error.retry_after_seconds, wait))


def main():
    order = create_order_with_retry({{order}})
    print("orderId:", field(order, "orderId", "id"))
    print("paymentUrl:", field(order, "paymentUrl", "url"))


if __name__ == "__main__":
    run(main)
