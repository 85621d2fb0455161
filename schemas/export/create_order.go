//en errOutcomeUnknown: nobody can tell yet whether the order was made. It is safe to call createOrder again after a
//en minute.
//zh errOutcomeUnknown：尚无法确定订单是否已创建。一分钟后可以安全地再次调用 createOrder。
var errOutcomeUnknown = errors.New("outcome unknown")

//en findOrder returns nil if there is no such order. The filter also finds parts of other references, so every row is
//en compared exactly, and the list is read to its end.
//zh 没有该订单时 findOrder 返回 nil。筛选条件也会匹配其他引用的一部分，因此逐行精确比较，并读完整个列表。
func findOrder(reference string) (map[string]any, error) {
	for page := 1; page <= 20; page++ {
		query := map[string]string{"orderReference": reference, "page": strconv.Itoa(page), "limit": "100"}
		data, err := get("/orders", query)
		if err != nil {
			return nil, err
		}
		rows := rowsOf(data, "orders")
		for _, row := range rows {
			if field(row, "orderReference", "order_reference") == reference {
				return row.(map[string]any), nil
			}
		}
		if len(rows) == 0 {
			return nil, nil
		}
	}
	return nil, errors.New("too many orders match this reference")
}

//en plainAmount makes decimal texts comparable: "10" is "10.000000". Binary fractions would lose digits.
//zh plainAmount 使十进制文本可以比较："10" 等于 "10.000000"。二进制小数会丢失位数。
func plainAmount(amount string) string {
	whole, fraction, _ := strings.Cut(amount, ".")
	return strings.TrimLeft(whole, "0") + "." + strings.TrimRight(fraction, "0")
}

func sameOrder(found, order map[string]any) (map[string]any, error) {
	isSame := plainAmount(field(found, "amount")) == plainAmount(field(order, "amount")) &&
		field(found, "currency", "token") == field(order, "currency") &&
		field(found, "chainId", "chain") == field(order, "chainId")
	if !isSame {
		return nil, errors.New("this orderReference belongs to another order: nothing was created")
	}
	return found, nil
}

//en createOrder makes one order, however often it is called with this orderReference: it is looked up before anything is
//en sent, and again after an answer that leaves the outcome open.
//zh 无论以同一 orderReference 调用多少次，createOrder 都只创建一个订单：发送之前先查找，结果不明时再次查找。
func createOrder(order map[string]any) (map[string]any, error) {
	reference := field(order, "orderReference")
	found, err := findOrder(reference)
	if err != nil {
		return nil, err
	}
	if found != nil {
		return sameOrder(found, order)
	}
	made, err := post("/orders", order)
	var failure *PayInError
	if err == nil || !errors.As(err, &failure) || !failure.isUncertain() && failure.Status != 409 {
		return made, err
	}
	for _, seconds := range []float64{0, 1, 2, 4} {
		pause(seconds * backoffSeconds)
		if found, lookup := findOrder(reference); lookup == nil && found != nil {
			return sameOrder(found, order)
		}
	}
	if failure.Status == 409 {
		return nil, err
	}
	return nil, fmt.Errorf("%w: %v", errOutcomeUnknown, err)
}
