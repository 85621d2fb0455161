#!/usr/bin/env bash
#en A payment page for an invoice: made as a draft, then published. Needs curl and jq.
#zh 账单的付款页：先创建草稿，再发布。需要 curl 和 jq。
{{client}}

#en If the answer is lost, a draft may remain. Nobody can pay a draft, so the program may simply be run again.
#zh 若应答丢失，可能留下一个草稿。草稿无法付款，因此可以直接重新运行本程序。
link=$(post /payment-links {{link}})
id=$(field "$link" id)
published=$(post "$(path_of payment-links "$id" publish)")
checkout_url=$(field "$published" checkoutUrl url)
echo "id: $id"
echo "checkoutUrl: ${checkout_url:-$(field "$link" checkoutUrl)}"
