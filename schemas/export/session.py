#en The calls of a session with payin-mcp, as a program. Each run makes all of it again, links too; only an order is found
#en again by its orderReference.
#zh 与 payin-mcp 的一次会话中的调用，写成程序。每次运行都会再次创建全部内容，包括付款链接；只有订单会按 orderReference 找回。
{{client}}


{{create_order}}


def show(name, value):
    print(name, json.dumps(value, indent=2, ensure_ascii=False))


def main():
    {{calls}}


if __name__ == "__main__":
    run(main)
