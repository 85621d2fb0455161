#!/usr/bin/env bash
#en The calls of a session with payin-mcp, as a program. Each run makes all of it again, links too; only an order is found
#en again by its orderReference. Needs curl and jq.
#zh 与 payin-mcp 的一次会话中的调用，写成程序。每次运行都会再次创建全部内容，包括付款链接；只有订单会按 orderReference 找回。需要 curl 和 jq。
{{client}}

{{create_order}}

show() { printf '%s %s\n' "$1" "$(jq . <<<"$2")"; }

{{calls}}
