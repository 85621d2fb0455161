#!/usr/bin/env bash
#en A lasting deposit address for a user, and the deposits that have been confirmed. For the documented API.
#en Needs curl and jq.
#zh 为用户绑定长期充值地址，并读取已确认的充值。适用于文档所述的 API。需要 curl 和 jq。
{{client}}

#en Enter the deposit into your ledger in one transaction with its depositId, which must be unique there: a deposit comes
#en again with every reading. Credit from this list only: a webhook has no depositId, and says that it is time to read.
#zh 请在同一事务中将充值与其 depositId 一起记账，该 id 在账本中必须唯一：同一笔充值会在每次读取时再次出现。只依据此列表入账：
#zh webhook 不含 depositId，仅表示该读取列表了。
credit() { # ROW
  jq -r '"deposit: \(.depositId) \(.amount) \(.currency // .token) \(.chainId // .chain)"' <<<"$1"
}

request={{deposit}}
#en The same call returns the same address, so it may be repeated after any failure.
#zh 相同的调用返回相同的地址，因此任何失败后都可以重复。
bound=$(post /deposits/bind "$request")
echo "address: $(field "$bound" address depositAddress)"
reference=$(field "$request" depositReference)
for page in {1..1000}; do
  data=$(get /deposits "depositReference=$reference" "page=$page" limit=100)
  rows=$(rows_of "$data" deposits)
  [[ $rows != '[]' ]] || exit 0
  if ! jq -e 'all(.depositId)' <<<"$rows" >/dev/null; then
    echo 'GET /deposits shows no depositId: this is not the documented API. Credit by webhook instead' >&2
    exit 1
  fi
  #en An API that ignores a filter must not credit another user's money.
  #zh 若 API 忽略了筛选条件，也不得把他人的款项记入此用户。
  own=$(jq -c --arg reference "$reference" '.[]
    | select(.depositReference == $reference and (.status == "confirmed" or .status == "completed"))' <<<"$rows")
  while read -r row; do
    [[ ! $row ]] || credit "$row"
  done <<<"$own"
done
echo 'the list of deposits has no end' >&2
exit 1
