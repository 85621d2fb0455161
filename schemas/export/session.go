//en The calls of a session with payin-mcp, as a program. Each run makes all of it again, links too; only an order is found
//en again by its orderReference.
//zh 与 payin-mcp 的一次会话中的调用，写成程序。每次运行都会再次创建全部内容，包括付款链接；只有订单会按 orderReference 找回。
package main

{{client}}

{{create_order}}

func show(name string, value any) {
	text, err := json.MarshalIndent(value, "", "  ")
	check(err)
	fmt.Printf("%s %s\n", name, text)
}

func main() {
	{{calls}}
}
