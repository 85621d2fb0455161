//en A payment page for an invoice: made as a draft, then published. Each run makes another one; with the id of a link as
//en argument it only publishes that one. For the documented API.
//zh 账单的付款页：先创建草稿，再发布。每次运行都会创建新的付款链接；以链接 id 为参数时只发布该链接。适用于文档所述的 API。
package main

{{client}}

func makeDraft() map[string]any {
	link, err := post("/payment-links", {{link}})
	var failure *PayInError
	if errors.As(err, &failure) && failure.Status == 400 {
		fmt.Fprintln(os.Stderr, "this program is for the documented API, and the published code refuses it")
	}
	if err == nil && field(link, "id") == "" {
		err = &PayInError{Method: "POST", Message: "the answer shows no id"}
	}
	if errors.As(err, &failure) && failure.isUncertain() {
		fmt.Fprintln(os.Stderr, "a draft may have been made: look for it in the dashboard before you run again")
	}
	check(err)
	return link
}

func main() {
	var link map[string]any
	if len(os.Args) > 1 {
		link = map[string]any{"id": os.Args[1]}
	} else {
		link = makeDraft()
	}
	id := field(link, "id")
	fmt.Println("id:", id)
	published, err := post(pathOf("payment-links", id, "publish"), nil)
	if err != nil {
		fmt.Fprintln(os.Stderr, "not known to be published. To publish this link run again with its id:", id)
	}
	check(err)
	checkoutURL := field(published, "checkoutUrl", "url")
	if checkoutURL == "" {
		checkoutURL = field(link, "checkoutUrl")
	}
	fmt.Println("checkoutUrl:", checkoutURL)
}
