#en The filter also finds parts of other references, so every row is compared exactly, and the list is read to its end.
#zh 筛选条件也会匹配其他引用的一部分，因此逐行精确比较，并读完整个列表。
find_order() { # REFERENCE
  local page data rows
  for page in {1..20}; do
    data=$(get /orders "orderReference=$1" "page=$page" limit=100) || return $busy
    rows=$(jq -c 'if type == "array" then . else .orders end' <<<"$data")
    jq -ce --arg reference "$1" \
      'map(select((.orderReference // .order_reference) == $reference)) | first // empty' <<<"$rows" && return
    [[ $rows != '[]' ]] || return 0
  done
  echo 'too many orders match this reference' >&2
  return $refused
}

#en Amounts are compared as decimal texts: "10" is "10.000000". Binary fractions would lose digits.
#zh 金额按十进制文本比较："10" 等于 "10.000000"。二进制小数会丢失位数。
same_order() { # FOUND ORDER
  if jq -ne --argjson found "$1" --argjson order "$2" '
    def plain: tostring | sub("^0+(?=[0-9])"; "") | if contains(".") then sub("[.]?0+$"; "") else . end;
    ($found.amount | plain) == ($order.amount | plain)
    and ($found.currency // $found.token) == $order.currency
    and ($found.chainId // $found.chain) == $order.chainId' >/dev/null; then
    printf '%s\n' "$1"
  else
    echo 'this orderReference belongs to another order: nothing was created' >&2
    return $refused
  fi
}

#en Makes one order, however often it is called with this orderReference: it is looked up before anything is sent, and
#en again after an answer that leaves the outcome open. Status 2: it is unknown whether it was made; it is safe to call
#en again after a minute.
#zh 无论以同一 orderReference 调用多少次，都只创建一个订单：发送之前先查找，结果不明时再次查找。
#zh 返回状态 2 表示不知道是否已创建；一分钟后可以安全地再次调用。
create_order() { # ORDER
  local reference found seconds status=0
  reference=$(jq -r .orderReference <<<"$1")
  found=$(find_order "$reference") || return
  if [[ $found ]]; then same_order "$found" "$1" && return || return; fi
  post /orders "$1" && return || status=$?
  ((status == uncertain || status == conflict)) || return $status
  for seconds in 0 1 2 4; do
    sleep $((seconds * backoff_seconds))
    found=$(find_order "$reference") || continue
    if [[ $found ]]; then same_order "$found" "$1" && return || return; fi
  done
  return $status
}
