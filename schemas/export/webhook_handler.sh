#!/usr/bin/env bash
#en Receives a webhook of PayIn as a CGI program (RFC 3875) of a web server: checks the signature over the raw bytes, and
#en handles each event once. Needs jq and sha256sum.
#zh 作为 Web 服务器的 CGI 程序（RFC 3875）接收 PayIn 的 webhook：对原始字节验证签名，且每个事件只处理一次。需要 jq 和 sha256sum。
set -euo pipefail

: "${PAYIN_WEBHOOK_SECRET:?set PAYIN_WEBHOOK_SECRET to the secret of this endpoint}"
events_folder=${EVENTS_FOLDER:-payin-events}
tolerance_seconds=300
maximum_bytes=$((1024 * 1024))

answer() { # STATUS
  printf 'Status: %s\r\nContent-Length: 0\r\n\r\n' "$1"
  exit 0
}

sha256() { sha256sum | cut -c 1-64; }

#en Writes the bytes that hexadecimal digits stand for.
#zh 写出十六进制数字所表示的字节。
bytes() { # DIGITS
  local escaped='' i
  for ((i = 0; i < ${#1}; i += 2)); do escaped+=\\x${1:i:2}; done
  printf '%b' "$escaped"
}

#en HMAC-SHA256 (RFC 2104) of stdin. Not by openssl, whose argument other users of the machine could read.
#zh 对 stdin 计算 HMAC-SHA256（RFC 2104）。不使用 openssl，因为其参数可能被本机其他用户看到。
hmac() { # KEY
  local key inner='' outer='' i byte
  key=$(printf %s "$1" | od -An -v -tx1 | tr -d ' \n')
  ((${#key} <= 128)) || key=$(printf %s "$1" | sha256)
  for ((i = 0; i < 128; i += 2)); do
    byte=$((16#0${key:i:2}))
    printf -v inner '%s%02x' "$inner" $((byte ^ 0x36))
    printf -v outer '%s%02x' "$outer" $((byte ^ 0x5c))
  done
  { bytes "$outer"; bytes "$({ bytes "$inner"; cat; } | sha256)"; } | sha256
}

#en The header is the code of the body in 64 digits, or t=SECONDS,v1=CODE, where the code is of the time, a point and the
#en body. There may be several v1 while a secret is being replaced.
#zh 该头部是请求体签名码的 64 位十六进制数字，或 t=秒数,v1=签名码，后者对时间、一个点和请求体签名。更换密钥期间可能有多个 v1。
is_signed() { # FILE HEADER
  local part time='' codes=() expected mask code is_equal=1
  IFS=', ' read -ra parts <<<"$2"
  for part in "${parts[@]}"; do
    case $part in
      t=*) [[ $time ]] || time=${part#t=} ;;
      v1=*) codes+=("${part#v1=}") ;;
      *=*) ;;
      *) codes+=("$part") ;;
    esac
  done
  if [[ $time ]]; then
    #en An old webhook may be a recording that is played again.
    #zh 过旧的 webhook 可能是重放。
    [[ $time =~ ^[0-9]{1,11}$ ]] || return 1
    local age=$(($(date +%s) - 10#$time))
    ((age <= tolerance_seconds && age >= -tolerance_seconds)) || return 1
  fi
  expected=$({ printf %s "${time:+$time.}"; cat "$1"; } | hmac "$PAYIN_WEBHOOK_SECRET")
  #en A shell compares byte by byte, and its time could show how much is right. Codes under a random key show nothing.
  #zh shell 逐字节比较，耗时可能泄露有多少位正确。用随机密钥再次计算签名码后比较则不会泄露。
  mask=$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')
  for code in "${codes[@]}"; do
    [[ $(printf %s "${code,,}" | hmac "$mask") != "$(printf %s "$expected" | hmac "$mask")" ]] || is_equal=0
  done
  return $is_equal
}

#en Your own work. Compare amount, token and chain with your record of the purchase before you deliver.
#zh 在此编写业务逻辑。发货之前，请将金额、代币和链与购买记录核对。
handle() { # FILE
  case $(jq -r .type "$1") in
    order.completed) jq -r '.data | "paid: \([.orderReference // .order_reference, .amount, .currency])"' "$1" >&2 ;;
    order.expired) jq -r '.data | "expired: \(.orderReference // .order_reference | tojson)"' "$1" >&2 ;;
    deposit.confirmed | deposit.completed)
      jq -r '.data | "deposit: \([.depositReference, .amount, .currency // .token, .txHash])"' "$1" >&2 ;;
    #en Events that are not known are acknowledged, or they would be sent again.
    #zh 未知事件也要确认，否则会被重复发送。
    *) ;;
  esac
}

[[ ${REQUEST_METHOD:-} == POST ]] || answer 404
[[ ${CONTENT_LENGTH:-} =~ ^[0-9]{1,7}$ ]] && ((10#$CONTENT_LENGTH <= maximum_bytes)) || answer 413
body=$(mktemp)
trap 'rm -f "$body"' EXIT
head -c "$CONTENT_LENGTH" >"$body"
is_signed "$body" "${HTTP_X_PAYIN_SIGNATURE:-}" || answer 401
jq -e '.id | type == "string"' "$body" >/dev/null 2>&1 || answer 400

#en An event that was claimed before has been handled. Put your database in place of the folder: insert the id under a
#en unique key in the transaction that has the effect, so that a crash in between loses nothing.
#zh 之前已被认领的事件已经处理过。请以数据库代替此文件夹：在产生效果的同一事务中，以唯一键插入该 id，这样中途崩溃也不会丢失。
mkdir -p "$events_folder"
claim=$events_folder/$(jq -j .id "$body" | sha256)
mkdir "$claim" 2>/dev/null || { [[ -d $claim ]] && answer 200 || answer 500; }
if handle "$body"; then answer 200; fi
#en With 500 PayIn sends the event again.
#zh 返回 500 时，PayIn 会再次发送该事件。
rmdir "$claim"
answer 500
