//en A lasting deposit address for a user, and the deposits that have been confirmed. For the documented API.
//zh 为用户绑定长期充值地址，并读取已确认的充值。适用于文档所述的 API。
{{client}}

//en Enter the deposit into your ledger in one transaction with its depositId, which must be unique there: a deposit comes
//en again with every reading. Credit from this list only: a webhook has no depositId, and says that it is time to read.
//zh 请在同一事务中将充值与其 depositId 一起记账，该 id 在账本中必须唯一：同一笔充值会在每次读取时再次出现。只依据此列表入账：
//zh webhook 不含 depositId，仅表示该读取列表了。
function credit(key: string, deposit: Json) {
  console.log("deposit:", key, deposit.amount, deposit.currency ?? deposit.token, deposit.chainId ?? deposit.chain);
}

async function main() {
  const request: Json = {{deposit}};
  //en The same call returns the same address, so it may be repeated after any failure.
  //zh 相同的调用返回相同的地址，因此任何失败后都可以重复。
  const bound = await post("/deposits/bind", request);
  console.log("address:", bound.address ?? bound.depositAddress);
  for (let page = 1; page <= 1000; page++) {
    const query = { depositReference: request.depositReference, page: String(page), limit: "100" };
    const rows = rowsOf(await get("/deposits", query), "deposits");
    if (rows.length === 0) return;
    for (const row of rows) {
      if (!row.depositId) {
        throw new Error("GET /deposits shows no depositId: this is not the documented API. Credit by webhook instead");
      }
      //en An API that ignores a filter must not credit another user's money.
      //zh 若 API 忽略了筛选条件，也不得把他人的款项记入此用户。
      if (row.depositReference === request.depositReference && ["confirmed", "completed"].includes(row.status)) {
        credit(row.depositId, row);
      }
    }
  }
  throw new Error("the list of deposits has no end");
}

main().catch(fail);
