#!/usr/bin/env bash
#en A payment page for an invoice: made as a draft, then published. Each run makes another one; with the id of a link as
#en argument it only publishes that one. For the documented API. Needs curl and jq.
#zh 账单的付款页：先创建草稿，再发布。每次运行都会创建新的付款链接；以链接 id 为参数时只发布该链接。适用于文档所述的 API。需要 curl 和 jq。
{{client}}

make_draft() {
  local status=0
  post /payment-links {{link}} || status=$?
  if ((http_status == 400)); then
    echo 'this program is for the documented API, and the published code refuses it' >&2
  elif ((status == uncertain)); then
    echo 'a draft may have been made: look for it in the dashboard before you run again' >&2
  fi
  return $status
}

if (($#)); then
  link='{}' id=$1
else
  link=$(make_draft)
  id=$(field "$link" id)
  if [[ ! $id ]]; then
    echo 'the answer shows no id: look for the draft in the dashboard before you run again' >&2
    exit $uncertain
  fi
fi
echo "id: $id"
published=$(post "$(path_of payment-links "$id" publish)") || {
  status=$?
  echo "not known to be published. To publish this link run again with its id: $id" >&2
  exit $status
}
checkout_url=$(field "$published" checkoutUrl url)
echo "checkoutUrl: ${checkout_url:-$(field "$link" checkoutUrl)}"
