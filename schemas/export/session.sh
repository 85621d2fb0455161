#!/usr/bin/env bash
#en The calls of a session with payin-mcp, as a program. Needs curl and jq.
#zh 与 payin-mcp 的一次会话中的调用，写成程序。需要 curl 和 jq。
{{client}}

{{create_order}}

show() { printf '%s %s\n' "$1" "$(jq . <<<"$2")"; }

{{calls}}
