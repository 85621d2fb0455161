//en Repeats with growing pauses, in which an order is never made twice.
//zh 以递增等待重试，且绝不会重复创建订单。
package main

{{client}}

{{create_order}}

//en After this time what was under way can be seen.
//zh 经过这段时间后，能看到此前的结果。
const minuteSeconds = 60

//en createOrderWithRetry knows three kinds of failure: refused (not repeated), nothing was done (repeated soon), outcome
//en unknown (repeated after a minute; createOrder then looks before it sends).
//zh createOrderWithRetry 区分三类失败：被拒绝（不重试）；什么都没有发生（稍后重试）；结果不明（一分钟后重试，
//zh createOrder 会先查找再发送）。
func createOrderWithRetry(order map[string]any) (map[string]any, error) {
	for attempt := 1; ; attempt++ {
		made, err := createOrder(order)
		var failure *PayInError
		if err == nil || attempt == 4 || !errors.As(err, &failure) || !failure.isUncertain() && !failure.isTransient() {
			return made, err
		}
		wait := jitter.Float64() * float64(int(1)<<attempt) * backoffSeconds
		if failure.isUncertain() {
			wait = minuteSeconds
		}
		if after := float64(failure.RetryAfterSeconds); after > wait {
			wait = after
		}
		pause(wait)
	}
}

func main() {
	order, err := createOrderWithRetry({{order}})
	check(err)
	fmt.Println("orderId:", field(order, "orderId", "id"))
	fmt.Println("paymentUrl:", field(order, "paymentUrl", "url"))
}
