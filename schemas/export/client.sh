set -euo pipefail

: "${PAYIN_API_KEY:?set PAYIN_API_KEY}"
#en {{host_note}}
#zh {{host_note}}
base_url=${PAYIN_BASE_URL:-{{base_url}}}
base_url=${base_url%/}
#en The longest first pause between two attempts, in whole seconds; it doubles from one to the next.
#zh 两次尝试之间首次等待的上限（整秒），之后逐次加倍。
backoff_seconds=${BACKOFF_SECONDS:-1}
#en The key must not travel in the clear, except on this machine.
#zh 除本机外，密钥不得以明文传输。
[[ $base_url =~ ^https://|^http://(127\.0\.0\.1|localhost)[:/] ]] || { echo 'PAYIN_BASE_URL must be https' >&2; exit 2; }

#en What became of a request, as the status of send:
#zh send 的返回状态表示请求的结果：
refused=1 uncertain=2 busy=3 conflict=4

#en Sends a request once, and prints the data of the answer. The key is not an argument, which other users could read.
#zh 只发送一次请求，并输出应答中的 data。密钥不作为参数传递，以免被其他用户看到。
send() { # METHOD PATH [BODY]
  local reply status retry_after
  reply=$(curl --silent --show-error --connect-timeout 10 --max-time 30 --request "$1" \
    --header @<(printf 'Authorization: Bearer %s\n' "$PAYIN_API_KEY") --header 'Content-Type: application/json' \
    ${3+--data-raw "$3"} --write-out '\n%{http_code} %header{retry-after}' "$base_url$2") || return $uncertain
  read -r status retry_after <<<"${reply##*$'\n'}"
  reply=${reply%$'\n'*}
  if [[ $status == 2?? ]]; then
    jq -ce 'if type == "object" and .success != false then .data // {} else error("refused") end' <<<"$reply" 2>&- && return
    jq -e . <<<"$reply" >/dev/null 2>&1 || return $uncertain
  fi
  printf '%s %s: HTTP %s, %s\n' "$1" "$2" "$status" "$(jq -r '.message // .error' <<<"$reply" 2>&-)" >&2
  case $status in
    429) [[ $retry_after =~ ^[0-9]{1,2}$ ]] && sleep "$retry_after"; return $busy ;;
    303 | 408 | 5??) return $uncertain ;;
    409) return $conflict ;;
    *) return $refused ;;
  esac
}

#en Waits for a random part of the pause before the next attempt.
#zh 在下一次尝试之前随机等待一段时间。
pause() { # ATTEMPT
  local milliseconds=$((RANDOM * (1000 * backoff_seconds << $1) / 32768))
  sleep "$((milliseconds / 1000)).$(printf %03d $((milliseconds % 1000)))"
}

encode() { jq -rn --arg text "$1" '$text | @uri'; }

path_of() {
  local part
  for part; do printf '/%s' "$(encode "$part")"; done
}

#en Reads are repeated; writes are sent once, because a failure does not show whether they took effect.
#zh 读取会重试；写入只发送一次，因为失败并不说明它是否已生效。
get() { # PATH [NAME=VALUE]...
  local path=$1 separator='?' pair attempt status
  shift
  for pair; do
    path+=$separator${pair%%=*}=$(encode "${pair#*=}")
    separator='&'
  done
  for attempt in 0 1 2 3; do
    status=0
    send GET "$path" || status=$?
    ((status == uncertain || status == busy)) || return $status
    ((attempt == 3)) || pause $attempt
  done
  return $status
}

post() { send POST "$1" "${2-{\}}"; }

#en Prints the first of these fields that is there: versions of the API differ in their names.
#zh 输出其中第一个存在的字段：API 各版本的名称有所不同。
field() { # OBJECT NAME...
  jq -r 'first($ARGS.positional[] as $name | .[$name] // empty) // empty' --args "${@:2}" <<<"$1"
}
