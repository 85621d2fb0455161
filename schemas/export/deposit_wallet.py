#en A lasting deposit address for a user, and the deposits that have been confirmed.
#zh 为用户绑定长期充值地址，并读取已确认的充值。
import sys

{{client}}


#en Enter the deposit into your ledger in one transaction with its key, which must be unique there: a deposit comes
#en again with every reading, and by webhook.
#zh 请在同一事务中将充值与其键一起记账，该键在账本中必须唯一：同一笔充值会在每次读取时以及通过 webhook 再次出现。
def credit(key, deposit):
    print("deposit:", key, deposit["amount"], field(deposit, "currency", "token"), field(deposit, "chainId", "chain"))


def main():
    request = {{deposit}}
    #en The same call returns the same address, so it may be repeated after any failure.
    #zh 相同的调用返回相同的地址，因此任何失败后都可以重复。
    bound = post("/deposits/bind", request)
    print("address:", field(bound, "address", "depositAddress"))
    page = 1
    while True:
        data = get("/deposits", {"depositReference": request["depositReference"], "page": page, "limit": 100})
        rows = data if isinstance(data, list) else data.get("deposits", [])
        for row in rows:
            #en An API that ignores a filter must not credit another user's money.
            #zh 若 API 忽略了筛选条件，也不得把他人的款项记入此用户。
            is_own = row.get("depositReference") == request["depositReference"]
            if is_own and row.get("status") in ("confirmed", "completed"):
                credit(field(row, "depositId", "txHash"), row)
        if not rows:
            break
        page += 1


if __name__ == "__main__":
    try:
        main()
    except Exception as error:
        sys.exit(str(error))
