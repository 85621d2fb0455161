//en findOrders finds the orders of a reference. An API of the published code searches by a pattern, in which a backslash
//en never matches itself: then the longest piece without special characters is searched for as well.
//zh findOrders 查找该引用的订单。运行公开代码的 API 按模式搜索，反斜杠永远不会匹配自身：此时还会搜索不含特殊字符的最长片段。
func findOrders(reference string) ([]map[string]any, error) {
	searches := []string{reference}
	if strings.Contains(reference, `\`) {
		longest := ""
		for _, piece := range regexp.MustCompile(`[\\%_]`).Split(reference, -1) {
			if len(piece) > len(longest) {
				longest = piece
			}
		}
		searches = append(searches, longest)
	}
	for _, search := range searches {
		if found, err := ordersMatching(search, reference); err != nil || len(found) > 0 {
			return found, err
		}
	}
	return nil, nil
}

//en A search also finds parts of other references, so every row is compared exactly, and the list is read to its end.
//zh 搜索也会匹配其他引用的一部分，因此逐行精确比较，并读完整个列表。
func ordersMatching(search, reference string) ([]map[string]any, error) {
	var found []map[string]any
	for page := 1; page <= 20; page++ {
		query := map[string]string{"orderReference": search, "page": strconv.Itoa(page), "limit": "100"}
		data, err := get("/orders", query)
		if err != nil {
			return nil, err
		}
		rows, err := rowsOf(data, "orders")
		if err != nil || len(rows) == 0 {
			return found, err
		}
		for _, row := range rows {
			switch field(row, "orderReference", "order_reference") {
			case "":
				return nil, &PayInError{Method: "GET", Status: 200, Message: "the list of orders shows no orderReference"}
			case reference:
				found = append(found, row)
			}
		}
	}
	if len(found) == 0 {
		return nil, &PayInError{Method: "GET", Status: 200, Message: "too many orders match this orderReference"}
	}
	return found, nil
}

//en content is what is compared. Amounts are decimal texts: "10" is "10.000000". Binary fractions would lose digits.
//zh content 返回用于比较的内容。金额为十进制文本："10" 等于 "10.000000"。二进制小数会丢失位数。
func content(order map[string]any) string {
	whole, fraction, _ := strings.Cut(field(order, "amount"), ".")
	amount := strings.TrimLeft(whole, "0") + "." + strings.TrimRight(fraction, "0")
	return strings.ToLower(amount + " " + field(order, "currency", "token") + " " + field(order, "chainId", "chain"))
}

var statusRanks = map[string]int{"completed": 2, "pending": 1, "processing": 1, "confirming": 1}

func payable(order map[string]any) (map[string]any, error) {
	id, status := field(order, "orderId", "id"), field(order, "status")
	if statusRanks[status] == 0 {
		return nil, fmt.Errorf("order %s is %s: find out why before you use a new orderReference", id, status)
	}
	return order, nil
}

//en existingOrder is the order of this reference, or nil. A paid one comes first, so that nobody pays twice, and one that
//en ended last.
//zh existingOrder 返回该引用的订单，没有则为 nil。已付款的优先，以免重复付款；已结束的排在最后。
func existingOrder(order map[string]any) (map[string]any, error) {
	found, err := findOrders(field(order, "orderReference"))
	if err != nil || len(found) == 0 {
		return nil, err
	}
	var best map[string]any
	for _, row := range found {
		status := field(row, "status")
		if content(row) != content(order) || field(row, "orderId", "id") == "" || status == "" {
			continue
		}
		if best == nil || statusRanks[status] > statusRanks[field(best, "status")] {
			best = row
		}
	}
	if best == nil {
		return nil, errors.New("this orderReference belongs to another order")
	}
	return payable(best)
}

//en createOrder makes one order, however often it is called with this orderReference: it is looked up before anything is
//en sent, and again after an answer that leaves the outcome open.
//zh 无论以同一 orderReference 调用多少次，createOrder 都只创建一个订单：发送之前先查找，结果不明时再次查找。
func createOrder(order map[string]any) (map[string]any, error) {
	existing, err := existingOrder(order)
	if err != nil || existing != nil {
		return existing, err
	}
	made, err := post("/orders", order)
	id := field(made, "orderId", "id")
	failure := &PayInError{Method: "POST", Message: "POST /orders: the answer cannot be read"}
	switch {
	case err != nil && !(errors.As(err, &failure) && (failure.isUncertain() || failure.Status == 409)):
		return nil, err
	case err == nil && id != "" && field(made, "status") != "" && field(made, "amount") != "":
		if content(made) != content(order) {
			return nil, fmt.Errorf("order %s was made, but not as asked: do not use it", id)
		}
		return payable(made)
	}
	for _, seconds := range []float64{0, 1, 2, 4} {
		pause(seconds * backoffSeconds)
		existing, err := existingOrder(order)
		var unread *PayInError
		if !errors.As(err, &unread) && (err != nil || existing != nil) {
			return existing, err
		}
	}
	if failure.isUncertain() {
		failure.Message += "\nunknown whether the order was made: run again after a minute with the same orderReference"
	}
	return nil, failure
}
