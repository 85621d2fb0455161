#en A payment page for an invoice: made as a draft, then published. Each run makes another one; with the id of a link as
#en argument it only publishes that one. For the documented API.
#zh 账单的付款页：先创建草稿，再发布。每次运行都会创建新的付款链接；以链接 id 为参数时只发布该链接。适用于文档所述的 API。
{{client}}


def make_draft():
    try:
        return post("/payment-links", {{link}})
    except PayInError as error:
        if error.status == 400:
            print("this program is for the documented API, and the published code refuses it", file=sys.stderr)
        if error.is_uncertain:
            print("a draft may have been made: look for it in the dashboard before you run again", file=sys.stderr)
        raise


def main():
    link = make_draft() if len(sys.argv) < 2 else {"id": sys.argv[1]}
    if not link.get("id"):
        raise PayInError("POST", 0, "the answer shows no id: look for the draft in the dashboard before you run again")
    print("id:", link["id"], flush=True)
    try:
        published = post(path_of("payment-links", link["id"], "publish"))
    except PayInError:
        print(f"not known to be published. To publish this link run again with its id: {link['id']}", file=sys.stderr)
        raise
    print("checkoutUrl:", field(published, "checkoutUrl", "url") or link.get("checkoutUrl"))


if __name__ == "__main__":
    run(main)
