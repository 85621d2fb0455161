#en A lasting deposit address for a user, and the deposits that have been confirmed. For the documented API.
#zh 为用户绑定长期充值地址，并读取已确认的充值。适用于文档所述的 API。
{{client}}


#en Enter the deposit into your ledger in one transaction with its depositId, which must be unique there: a deposit comes
#en again with every reading. Credit from this list only: a webhook has no depositId, and says that it is time to read.
#zh 请在同一事务中将充值与其 depositId 一起记账，该 id 在账本中必须唯一：同一笔充值会在每次读取时再次出现。只依据此列表入账：
#zh webhook 不含 depositId，仅表示该读取列表了。
def credit(key, deposit):
    print("deposit:", key, deposit["amount"], field(deposit, "currency", "token"), field(deposit, "chainId", "chain"))


def main():
    request = {{deposit}}
    #en The same call returns the same address, so it may be repeated after any failure.
    #zh 相同的调用返回相同的地址，因此任何失败后都可以重复。
    bound = post("/deposits/bind", request)
    print("address:", field(bound, "address", "depositAddress"))
    for page in range(1, 1001):
        query = {"depositReference": request["depositReference"], "page": page, "limit": 100}
        rows = rows_of(get("/deposits", query), "deposits")
        if not rows:
            return
        for row in rows:
            if not row.get("depositId"):
                advice = "this is not the documented API. Credit by webhook instead"
                raise RuntimeError(f"GET /deposits shows no depositId: {advice}")
            #en An API that ignores a filter must not credit another user's money.
            #zh 若 API 忽略了筛选条件，也不得把他人的款项记入此用户。
            is_own = row.get("depositReference") == request["depositReference"]
            if is_own and row.get("status") in ("confirmed", "completed"):
                credit(row["depositId"], row)
    raise RuntimeError("the list of deposits has no end")


if __name__ == "__main__":
    run(main)
