#!/usr/bin/env bash
#en A lasting deposit address for a user, and the deposits that have been confirmed. Needs curl and jq.
#zh 为用户绑定长期充值地址，并读取已确认的充值。需要 curl 和 jq。
{{client}}

request={{deposit}}
#en The same call returns the same address, so it may be repeated after any failure.
#zh 相同的调用返回相同的地址，因此任何失败后都可以重复。
bound=$(post /deposits/bind "$request")
echo "address: $(field "$bound" address depositAddress)"
reference=$(field "$request" depositReference)
for ((page = 1; ; page++)); do
  data=$(get /deposits "depositReference=$reference" "page=$page" limit=100)
  rows=$(jq -c 'if type == "array" then . else .deposits end' <<<"$data")
  [[ $rows != '[]' ]] || break
  #en An API that ignores a filter must not credit another user's money. Enter each deposit into your ledger in one
  #en transaction with its key, the first word here, which must be unique there: it comes again with every reading, and
  #en by webhook.
  #zh 若 API 忽略了筛选条件，也不得把他人的款项记入此用户。请在同一事务中将每笔充值与其键（此处第一个词）一起记账，
  #zh 该键在账本中必须唯一：同一笔充值会在每次读取时以及通过 webhook 再次出现。
  jq -r --arg reference "$reference" '.[]
    | select(.depositReference == $reference and (.status == "confirmed" or .status == "completed"))
    | "deposit: \(.depositId // .txHash) \(.amount) \(.currency // .token) \(.chainId // .chain)"' <<<"$rows"
done
