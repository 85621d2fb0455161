//en A payment page for an invoice: made as a draft, then published.
//zh 账单的付款页：先创建草稿，再发布。
{{client}}

async function main() {
  //en If the answer is lost, a draft may remain. Nobody can pay a draft, so the program may simply be run again.
  //zh 若应答丢失，可能留下一个草稿。草稿无法付款，因此可以直接重新运行本程序。
  const link = await post("/payment-links", {{link}});
  const published = await post(pathOf("payment-links", link.id, "publish"));
  console.log("id:", link.id);
  console.log("checkoutUrl:", published.checkoutUrl ?? published.url ?? link.checkoutUrl);
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
