//en A payment page for an invoice: made as a draft, then published. Each run makes another one; with the id of a link as
//en argument it only publishes that one. For the documented API.
//zh 账单的付款页：先创建草稿，再发布。每次运行都会创建新的付款链接；以链接 id 为参数时只发布该链接。适用于文档所述的 API。
{{client}}

async function makeDraft(): Promise<Json> {
  try {
    return await post("/payment-links", {{link}});
  } catch (error) {
    if (error instanceof PayInError && error.status === 400) {
      console.error("this program is for the documented API, and the published code refuses it");
    }
    if (error instanceof PayInError && error.isUncertain) {
      console.error("a draft may have been made: look for it in the dashboard before you run again");
    }
    throw error;
  }
}

async function main() {
  const link = process.argv[2] ? { id: process.argv[2] } : await makeDraft();
  if (!link.id) {
    throw new PayInError("POST", 0, "the answer shows no id: look for the draft in the dashboard before you run again");
  }
  console.log("id:", link.id);
  const published = await post(pathOf("payment-links", link.id, "publish")).catch((error) => {
    console.error(`not known to be published. To publish this link run again with its id: ${link.id}`);
    throw error;
  });
  console.log("checkoutUrl:", published.checkoutUrl ?? published.url ?? link.checkoutUrl);
}

main().catch(fail);
