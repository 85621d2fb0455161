set -euo pipefail

[[ ${PAYIN_API_KEY:-} ]] || { echo 'set PAYIN_API_KEY' >&2; exit 1; }
#en {{host_note}}
#zh {{host_note}}
base_url=${PAYIN_BASE_URL:-{{base_url}}}
base_url=${base_url%/}
#en The longest first pause between two attempts; it doubles from one to the next.
#zh 两次尝试之间首次等待的上限，之后逐次加倍。
[[ ${BACKOFF_SECONDS:-1} =~ ^([0-9]{1,2})(\.([0-9]{1,3}))?$ ]] ||
  { echo 'BACKOFF_SECONDS must be a number of seconds below 100' >&2; exit 1; }
thousandths=${BASH_REMATCH[3]}000
backoff_milliseconds=$((10#${BASH_REMATCH[1]} * 1000 + 10#${thousandths:0:3}))
#en The key must not travel in the clear, except on this machine.
#zh 除本机外，密钥不得以明文传输。
[[ $base_url =~ ^(https://[^/@?#\\]+|http://(127\.0\.0\.1|localhost)(:[0-9]+)?)(/|$) ]] ||
  { echo 'PAYIN_BASE_URL must be https, without a user name' >&2; exit 1; }

#en What became of a request, as the status of send. The program's own exit status is 1, or 3 where it is unknown whether
#en a write took effect.
#zh send 的返回状态表示请求的结果。程序自身的退出状态为 1；不知道写入是否已生效时为 3。
refused=1 uncertain=3 busy=4 conflict=5
trap 'status=$?; ((status < 4)) || exit 1' EXIT

#en Sends a request once, and puts the data of the answer into the variable data. The key is not an argument, which other
#en users could read, and no settings file of curl is read, which could repeat a write.
#zh 只发送一次请求，并将应答中的 data 存入变量 data。密钥不作为参数传递，以免被其他用户看到；也不读取 curl 的设置文件，以免重复写入。
send() { # METHOD PATH [BODY]
  local reply read_status header
  retry_after=0 http_status=0
  reply=$(curl --disable --silent --show-error --connect-timeout 10 --max-time 30 --request "$1" \
    --header @<(printf 'Authorization: Bearer %s\n' "$PAYIN_API_KEY") --header 'Content-Type: application/json' \
    ${3+--data-raw "$3"} --write-out '\n%{http_code} %header{retry-after}' "$base_url$2") || return $uncertain
  read -r http_status header <<<"${reply##*$'\n'}"
  reply=${reply%$'\n'*}
  if [[ $http_status == 2?? ]]; then
    read_status=0
    data=$(jq -ces 'if length == 1 and (.[0] | type) == "object" then .[0] else error("") end
      | select(.success != false) | if has("data") then .data else {} end
      | if type == "object" or type == "array" then . else error("") end' \
      <<<"$reply" 2>&-) || read_status=$?
    case $read_status in
      0) return ;;
      #en There is no output if success is false.
      #zh success 为 false 时没有输出。
      4) ;;
      *) printf '%s %s: HTTP %s, the answer cannot be read\n' "$1" "$2" "$http_status" >&2; return $uncertain ;;
    esac
  fi
  printf '%s %s: HTTP %s, %s\n' "$1" "$2" "$http_status" "$(jq -r '.message // .error' <<<"$reply" 2>&-)" >&2
  retry_after=$(seconds_of "$header")
  case $http_status in
    429) return $busy ;;
    303 | 408 | 5??) return $uncertain ;;
    409) return $conflict ;;
    *) return $refused ;;
  esac
}

#en The wait that Retry-After asks for, in seconds or as a date.
#zh Retry-After 要求的等待时间，可以是秒数或日期。
seconds_of() { # RETRY-AFTER
  local seconds=0
  if [[ $1 =~ ^[0-9]{1,9}$ ]]; then
    seconds=$((10#$1))
  elif [[ $1 == *GMT ]]; then
    seconds=$(($(date -d "$1" +%s 2>&- || echo 0) - $(date +%s)))
  fi
  echo $((seconds > 0 ? seconds : 0))
}

sleep_milliseconds() { sleep "$(($1 / 1000)).$(printf %03d $(($1 % 1000)))"; }

#en Waits for a random part of the pause before the next attempt, or as long as the API asks; fails if that is too long.
#zh 在下一次尝试之前随机等待一段时间，或按 API 的要求等待；要求的时间过长则失败。
pause() { # ATTEMPT
  local milliseconds=$((RANDOM * (backoff_milliseconds << $1) / 32768))
  ((retry_after <= 60)) || return
  sleep_milliseconds $((retry_after * 1000 > milliseconds ? retry_after * 1000 : milliseconds))
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
    case $status in
      0) printf '%s\n' "$data"; return ;;
      "$refused" | "$conflict") return $refused ;;
    esac
    ((attempt < 3)) || return $busy
    pause $attempt || return $refused
  done
}

post() { send POST "$1" "${2-{\}}" && printf '%s\n' "$data"; }

#en Prints the first of these fields that is there: versions of the API differ in their names.
#zh 输出其中第一个存在的字段：API 各版本的名称有所不同。
field() { # OBJECT NAME...
  jq -r 'first($ARGS.positional[] as $name | .[$name] // empty) // empty' --args "${@:2}" <<<"$1"
}

#en Prints the rows of a list, which some versions of the API put under a name. What cannot be read is no empty list.
#zh 输出列表中的各行；API 的某些版本会将其放在一个名称之下。无法读取的列表不等于空列表。
rows_of() { # DATA NAME
  jq -ce --arg name "$2" 'if type == "object" then .[$name] else . end
    | if type == "array" and all(type == "object") then . else error("") end' <<<"$1" 2>&- || {
    echo "cannot tell what there is: the list of $2 cannot be read" >&2
    return $busy
  }
}
