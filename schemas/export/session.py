#en The calls of a session with payin-mcp, as a program.
#zh 与 payin-mcp 的一次会话中的调用，写成程序。
import sys

{{client}}


{{create_order}}


def show(name, value):
    print(name, json.dumps(value, indent=2, ensure_ascii=False))


def main():
    {{calls}}


if __name__ == "__main__":
    try:
        main()
    except Exception as error:
        sys.exit(str(error))
