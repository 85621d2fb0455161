//en A lasting deposit address for a user, and the deposits that have been confirmed.
//zh 为用户绑定长期充值地址，并读取已确认的充值。
package main

{{client}}

//en credit is yours: enter the deposit into your ledger in one transaction with its key, which must be unique there. A
//en deposit comes again with every reading, and by webhook.
//zh credit 由您实现：请在同一事务中将充值与其键一起记账，该键在账本中必须唯一。同一笔充值会在每次读取时以及通过 webhook 再次出现。
func credit(key string, deposit any) {
	token, chain := field(deposit, "currency", "token"), field(deposit, "chainId", "chain")
	fmt.Println("deposit:", key, field(deposit, "amount"), token, chain)
}

func main() {
	request := {{deposit}}
	//en The same call returns the same address, so it may be repeated after any failure.
	//zh 相同的调用返回相同的地址，因此任何失败后都可以重复。
	bound, err := post("/deposits/bind", request)
	check(err)
	fmt.Println("address:", field(bound, "address", "depositAddress"))
	reference := field(request, "depositReference")
	for page := 1; ; page++ {
		query := map[string]string{"depositReference": reference, "page": strconv.Itoa(page), "limit": "100"}
		data, err := get("/deposits", query)
		check(err)
		rows := rowsOf(data, "deposits")
		if len(rows) == 0 {
			break
		}
		for _, row := range rows {
			//en An API that ignores a filter must not credit another user's money.
			//zh 若 API 忽略了筛选条件，也不得把他人的款项记入此用户。
			status := field(row, "status")
			if field(row, "depositReference") == reference && (status == "confirmed" || status == "completed") {
				credit(field(row, "depositId", "txHash"), row)
			}
		}
	}
}
