#en An API of the published code searches by a pattern, in which a backslash never matches itself: then the longest piece
#en without special characters is searched for as well. A search also finds parts of other references, so every row is
#en compared exactly, and the list is read to its end.
#zh 运行公开代码的 API 按模式搜索，反斜杠永远不会匹配自身：此时还会搜索不含特殊字符的最长片段。搜索也会匹配其他引用的一部分，
#zh 因此逐行精确比较，并读完整个列表。
find_orders() { # REFERENCE
  local found piece
  found=$(orders_matching "$1" "$1") || return
  if [[ $found == '[]' && $1 == *\\* ]]; then
    piece=$(jq -rn --arg text "$1" '[$text | splits("[\\\\%_]")] | max_by(length)')
    found=$(orders_matching "$piece" "$1") || return
  fi
  printf '%s\n' "$found"
}

orders_matching() { # SEARCH REFERENCE
  local page data rows found='[]'
  for page in {1..20}; do
    data=$(get /orders "orderReference=$1" "page=$page" limit=100) || return
    rows=$(rows_of "$data" orders) || return
    if [[ $rows == '[]' ]]; then printf '%s\n' "$found"; return; fi
    found=$(jq -ce --arg reference "$2" --argjson found "$found" '
      map(.reference = (.orderReference // .order_reference))
      | if all(.reference) then $found + map(select(.reference == $reference)) else error("") end' <<<"$rows" 2>&-) || {
      echo 'the list of orders shows no orderReference' >&2
      return $busy
    }
  done
  if [[ $found == '[]' ]]; then
    echo 'too many orders match this orderReference' >&2
    return $busy
  fi
  printf '%s\n' "$found"
}

#en What is compared. Amounts are decimal texts: "10" is "10.000000". Binary fractions would lose digits.
#zh 用于比较的内容。金额为十进制文本："10" 等于 "10.000000"。二进制小数会丢失位数。
content='
  def plain: tostring | sub("^0+(?=[0-9])"; "") | if contains(".") then sub("[.]?0+$"; "") else . end;
  def content: [.amount | plain] + ([.currency // .token, .chainId // .chain] | map(tostring | ascii_downcase));
  def rank: {completed: 2, pending: 1, processing: 1, confirming: 1}[.status] // 0;'

payable() { # ORDER
  if jq -e "$content"'rank > 0' <<<"$1" >/dev/null; then
    printf '%s\n' "$1"
  else
    echo "order $(field "$1" orderId id) is $(field "$1" status): find out why before you use a new orderReference" >&2
    return $conflict
  fi
}

#en Prints the order of this reference, or nothing. A paid one comes first, so that nobody pays twice, and one that ended
#en last.
#zh 输出该引用的订单，没有则不输出。已付款的优先，以免重复付款；已结束的排在最后。
existing_order() { # ORDER
  local found best
  found=$(find_orders "$(field "$1" orderReference)") || return
  [[ $found != '[]' ]] || return 0
  best=$(jq -c --argjson order "$1" "$content"'
    map(select(content == ($order | content) and (.orderId // .id) and .status))
    | max_by(rank) // empty' <<<"$found") || return $busy
  [[ $best ]] || { echo 'this orderReference belongs to another order' >&2; return $conflict; }
  payable "$best"
}

#en Makes one order, however often it is called with this orderReference: it is looked up before anything is sent, and
#en again after an answer that leaves the outcome open.
#zh 无论以同一 orderReference 调用多少次，都只创建一个订单：发送之前先查找，结果不明时再次查找。
create_order() { # ORDER
  local found seconds status=0
  found=$(existing_order "$1") || return
  if [[ $found ]]; then printf '%s\n' "$found"; return; fi
  send POST /orders "$1" || status=$?
  if ((status == 0)) && jq -e '(.orderId // .id) and .status and .amount' <<<"$data" >/dev/null 2>&1; then
    if jq -e --argjson order "$1" "$content"'content == ($order | content)' <<<"$data" >/dev/null; then
      payable "$data"
      return
    fi
    echo "order $(field "$data" orderId id) was made, but not as asked: do not use it" >&2
    return $refused
  fi
  ((status != 0)) || status=$uncertain
  ((status == uncertain || status == conflict)) || return $status
  for seconds in 0 1 2 4; do
    sleep_milliseconds $((seconds * backoff_milliseconds))
    found=$(existing_order "$1") || { (($? != conflict)) || return $conflict; continue; }
    if [[ $found ]]; then printf '%s\n' "$found"; return; fi
  done
  if ((status == uncertain)); then
    echo 'unknown whether the order was made: run again after a minute with the same orderReference' >&2
  fi
  return $status
}
