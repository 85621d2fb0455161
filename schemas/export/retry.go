//en Repeats with growing pauses, in which an order is never made twice.
//zh 以递增等待重试，且绝不会重复创建订单。
package main

{{client}}

{{create_order}}

//en createOrderWithRetry knows three kinds of failure: refused (not repeated), nothing was done (repeated soon), outcome
//en unknown (repeated after a minute, when what was under way can be seen; createOrder then looks before it sends).
//zh createOrderWithRetry 区分三类失败：被拒绝（不重试）；什么都没有发生（稍后重试）；结果不明（一分钟后重试，
//zh 届时能看到此前的结果，createOrder 会先查找再发送）。
func createOrderWithRetry(order map[string]any) (map[string]any, error) {
	for attempt := 1; ; attempt++ {
		made, err := createOrder(order)
		if err == nil || attempt == 4 {
			return made, err
		}
		var failure *PayInError
		switch {
		case errors.Is(err, errOutcomeUnknown):
			pause(60 * backoffSeconds)
		case errors.As(err, &failure) && failure.isTransient():
			wait := jitter.Float64() * float64(int(1)<<attempt) * backoffSeconds
			if after := float64(failure.RetryAfterSeconds); after > wait {
				wait = after
			}
			pause(wait)
		default:
			return nil, err
		}
	}
}

func main() {
	order, err := createOrderWithRetry({{order}})
	check(err)
	fmt.Println("orderId:", field(order, "orderId", "id"))
	fmt.Println("paymentUrl:", field(order, "paymentUrl", "url"))
}
