//en A lasting deposit address for a user, and the deposits that have been confirmed.
//zh 为用户绑定长期充值地址，并读取已确认的充值。
{{client}}

//en Enter the deposit into your ledger in one transaction with its key, which must be unique there: a deposit comes
//en again with every reading, and by webhook.
//zh 请在同一事务中将充值与其键一起记账，该键在账本中必须唯一：同一笔充值会在每次读取时以及通过 webhook 再次出现。
function credit(key: string, deposit: Json) {
  console.log("deposit:", key, deposit.amount, deposit.currency ?? deposit.token, deposit.chainId ?? deposit.chain);
}

async function main() {
  const request: Json = {{deposit}};
  //en The same call returns the same address, so it may be repeated after any failure.
  //zh 相同的调用返回相同的地址，因此任何失败后都可以重复。
  const bound = await post("/deposits/bind", request);
  console.log("address:", bound.address ?? bound.depositAddress);
  for (let page = 1; ; page++) {
    const query = { depositReference: request.depositReference, page: String(page), limit: "100" };
    const data = await get("/deposits", query);
    const rows: Json[] = Array.isArray(data) ? data : data.deposits;
    if (rows.length === 0) break;
    for (const row of rows) {
      //en An API that ignores a filter must not credit another user's money.
      //zh 若 API 忽略了筛选条件，也不得把他人的款项记入此用户。
      if (row.depositReference === request.depositReference && ["confirmed", "completed"].includes(row.status)) {
        credit(row.depositId ?? row.txHash, row);
      }
    }
    if (page >= (data.pagination?.totalPages ?? 1000)) break;
  }
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
