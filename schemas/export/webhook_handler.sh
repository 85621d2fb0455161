#!/usr/bin/env bash
#en Receives a webhook of PayIn as a CGI program (RFC 3875) of a web server: checks the signature over the raw bytes, and
#en handles each event once. Needs jq, sha256sum and flock.
#zh 作为 Web 服务器的 CGI 程序（RFC 3875）接收 PayIn 的 webhook：对原始字节验证签名，且每个事件只处理一次。需要 jq、sha256sum 和 flock。
set -euo pipefail

: "${PAYIN_WEBHOOK_SECRET:?set PAYIN_WEBHOOK_SECRET to the secret of this endpoint}"
events_folder=${EVENTS_FOLDER:-}
[[ $events_folder == /* ]] ||
  { echo 'set EVENTS_FOLDER to a folder for the ids of events, from the root: /var/lib/payin-events' >&2; exit 1; }
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
  local part parts time is_stamped='' plain=() codes=() expected mask code is_equal=1
  IFS=', ' read -ra parts <<<"$2"
  for part in "${parts[@]}"; do
    case $part in
      t=*) [[ $is_stamped ]] || { time=${part#t=}; is_stamped=1; } ;;
      v1=*) codes+=("${part#v1=}") ;;
      *) plain+=("$part") ;;
    esac
  done
  if [[ $is_stamped ]]; then
    #en An old webhook may be a recording that is played again. The plain form has no time, so no age is seen in
    #en it: there only the id of the event protects you.
    #zh 过旧的 webhook 可能是重放。纯签名形式不含时间，看不出时效：此时只有事件 id 能提供保护。
    [[ $time =~ ^[0-9]{1,11}$ ]] || return 1
    local age=$(($(date +%s) - 10#$time))
    ((age <= tolerance_seconds && age >= -tolerance_seconds)) || return 1
  else
    codes=("${plain[@]}")
  fi
  expected=$({ printf %s "${is_stamped:+$time.}"; cat "$1"; } | hmac "$PAYIN_WEBHOOK_SECRET")
  #en A shell compares byte by byte, and its time could show how much is right. Codes under a random key show nothing.
  #zh shell 逐字节比较，耗时可能泄露有多少位正确。用随机密钥再次计算签名码后比较则不会泄露。
  mask=$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')
  for code in "${codes[@]}"; do
    [[ $code =~ ^[0-9a-fA-F]{64}$ ]] || continue
    [[ $(printf %s "${code,,}" | hmac "$mask") != "$(printf %s "$expected" | hmac "$mask")" ]] || is_equal=0
  done
  return $is_equal
}

#en Your own work. Compare amount, token and chain with your record of the purchase before you deliver. Credit deposits
#en here or from the list (flow deposit_wallet), never from both: a webhook has no depositId, and one transaction (txHash)
#en may hold several deposits.
#zh 在此编写业务逻辑。发货之前，请将金额、代币和链与购买记录核对。充值只能在此处或依据列表
#zh （流程 deposit_wallet）入账，不可两者并用：webhook 不含 depositId，而一笔交易（txHash）可能包含多笔充值。
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
#en One object, not a row of values: a time before it could come from the other form of the signature.
#zh 必须是单个对象，而不是一串值：其前的时间可能来自另一种签名形式。
jq -es 'length == 1 and (.[0].id | type == "string" and length > 0)' "$body" >/dev/null 2>&1 || answer 400

#en An event that is being handled is answered with 503, so that PayIn sends it again should the work fail; done is
#en written after it. Put your database in place of both: insert the id under a unique key in the transaction that has the
#en effect. Only then may several machines share the work, and does a crash in between never repeat the effect.
#zh 正在处理的事件以 503 应答，若处理失败 PayIn 会再次发送；处理完成后才记录为已完成。请以数据库代替：在产生效果的同一事务中，
#zh 以唯一键插入该 id。只有这样，多台机器才能共同工作，中途崩溃也不会使效果重复。
mkdir -p "$events_folder"
file=$events_folder/$(jq -j .id "$body" | sha256)
exec {lock}>>"$file"
flock --nonblock "$lock" || answer 503
#en A file with content is that of an event that is done. The lock ends with the program.
#zh 有内容的文件表示事件已完成。锁随程序结束而释放。
[[ ! -s $file ]] || answer 200
#en Within a condition the shell would go on after a command that fails.
#zh 若放在条件中，命令失败后 shell 仍会继续执行。
set +e
(set -e; handle "$body")
status=$?
set -e
#en With 500 PayIn sends the event again.
#zh 返回 500 时，PayIn 会再次发送该事件。
((status == 0)) && echo done >&"$lock" || answer 500
answer 200
