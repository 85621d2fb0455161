#en A payment page for an invoice: made as a draft, then published.
#zh 账单的付款页：先创建草稿，再发布。
import sys

{{client}}


def main():
    #en If the answer is lost, a draft may remain. Nobody can pay a draft, so the program may simply be run again.
    #zh 若应答丢失，可能留下一个草稿。草稿无法付款，因此可以直接重新运行本程序。
    link = post("/payment-links", {{link}})
    published = post(path_of("payment-links", link["id"], "publish"))
    print("id:", link["id"])
    print("checkoutUrl:", field(published, "checkoutUrl", "url") or link.get("checkoutUrl"))


if __name__ == "__main__":
    try:
        main()
    except Exception as error:
        sys.exit(str(error))
