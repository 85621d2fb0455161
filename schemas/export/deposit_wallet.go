//en A lasting deposit address for a user, and the deposits that have been confirmed. For the documented API.
//zh 为用户绑定长期充值地址，并读取已确认的充值。适用于文档所述的 API。
package main

{{client}}

//en credit is yours: enter the deposit into your ledger in one transaction with its depositId, which must be unique
//en there: a deposit comes again with every reading. Credit from this list only: a webhook has no depositId, and says
//en that it is time to read.
//zh credit 由您实现：请在同一事务中将充值与其 depositId 一起记账，该 id 在账本中必须唯一：同一笔充值会在每次读取时再次出现。
//zh 只依据此列表入账：webhook 不含 depositId，仅表示该读取列表了。
func credit(key string, deposit any) {
	token, chain := field(deposit, "currency", "token"), field(deposit, "chainId", "chain")
	fmt.Println("deposit:", key, field(deposit, "amount"), token, chain)
}

func creditDeposits(reference string) error {
	for page := 1; page <= 1000; page++ {
		query := map[string]string{"depositReference": reference, "page": strconv.Itoa(page), "limit": "100"}
		data, err := get("/deposits", query)
		if err != nil {
			return err
		}
		rows, err := rowsOf(data, "deposits")
		if err != nil || len(rows) == 0 {
			return err
		}
		for _, row := range rows {
			id, status := field(row, "depositId"), field(row, "status")
			if id == "" {
				return errors.New(
					"GET /deposits shows no depositId: this is not the documented API. Credit by webhook instead")
			}
			//en An API that ignores a filter must not credit another user's money.
			//zh 若 API 忽略了筛选条件，也不得把他人的款项记入此用户。
			if field(row, "depositReference") == reference && (status == "confirmed" || status == "completed") {
				credit(id, row)
			}
		}
	}
	return errors.New("the list of deposits has no end")
}

func main() {
	request := {{deposit}}
	//en The same call returns the same address, so it may be repeated after any failure.
	//zh 相同的调用返回相同的地址，因此任何失败后都可以重复。
	bound, err := post("/deposits/bind", request)
	check(err)
	fmt.Println("address:", field(bound, "address", "depositAddress"))
	check(creditDeposits(field(request, "depositReference")))
}
