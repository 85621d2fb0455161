//en A payment page for an invoice: made as a draft, then published.
//zh 账单的付款页：先创建草稿，再发布。
package main

{{client}}

func main() {
	//en If the answer is lost, a draft may remain. Nobody can pay a draft, so the program may simply be run again.
	//zh 若应答丢失，可能留下一个草稿。草稿无法付款，因此可以直接重新运行本程序。
	link, err := post("/payment-links", {{link}})
	check(err)
	published, err := post(pathOf("payment-links", field(link, "id"), "publish"), nil)
	check(err)
	checkoutURL := field(published, "checkoutUrl", "url")
	if checkoutURL == "" {
		checkoutURL = field(link, "checkoutUrl")
	}
	fmt.Println("id:", field(link, "id"))
	fmt.Println("checkoutUrl:", checkoutURL)
}
