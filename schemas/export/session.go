//en The calls of a session with payin-mcp, as a program.
//zh 与 payin-mcp 的一次会话中的调用，写成程序。
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
