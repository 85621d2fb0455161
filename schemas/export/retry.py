#en Repeats with growing pauses, in which an order is never made twice.
#zh 以递增等待重试，且绝不会重复创建订单。
import sys

{{client}}


{{create_order}}


#en Three kinds of failure: refused (not repeated), nothing was done (repeated soon), outcome unknown (repeated after a
#en minute, when what was under way can be seen; create_order then looks before it sends).
#zh 三类失败：被拒绝（不重试）；什么都没有发生（稍后重试）；结果不明（一分钟后重试，届时能看到此前的结果，
#zh create_order 会先查找再发送）。
def create_order_with_retry(order):
    for attempt in range(1, 5):
        try:
            return create_order(order)
        except OutcomeUnknown:
            if attempt == 4:
                raise
            time.sleep(60 * BACKOFF_SECONDS)
        except PayInError as error:
            if not error.is_transient or attempt == 4:
                raise
            time.sleep(max(error.retry_after_seconds, random.random() * 2**attempt * BACKOFF_SECONDS))


def main():
    order = create_order_with_retry({{order}})
    print("orderId:", field(order, "orderId", "id"))
    print("paymentUrl:", field(order, "paymentUrl", "url"))


if __name__ == "__main__":
    try:
        main()
    except Exception as error:
        sys.exit(str(error))
