#!/usr/bin/env bash
#en Repeats with growing pauses, in which an order is never made twice. Needs curl and jq.
#zh 以递增等待重试，且绝不会重复创建订单。需要 curl 和 jq。
{{client}}

{{create_order}}

#en After this time what was under way can be seen.
#zh 经过这段时间后，能看到此前的结果。
minute_seconds=60

#en Three kinds of failure: refused (not repeated), nothing was done (repeated soon), outcome unknown (repeated after a
#en minute; create_order then looks before it sends).
#zh 三类失败：被拒绝（不重试）；什么都没有发生（稍后重试）；结果不明（一分钟后重试，create_order 会先查找再发送）。
create_order_with_retry() { # ORDER
  local attempt status
  for attempt in 1 2 3 4; do
    status=0
    retry_after=0
    create_order "$1" && return || status=$?
    ((attempt < 4)) || return $status
    case $status in
      "$uncertain") sleep $minute_seconds ;;
      "$busy") pause "$attempt" || return $status ;;
      *) return $status ;;
    esac
  done
}

order=$(create_order_with_retry {{order}})
echo "orderId: $(field "$order" orderId id)"
echo "paymentUrl: $(field "$order" paymentUrl url)"
