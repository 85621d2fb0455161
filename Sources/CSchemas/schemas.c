#include "CSchemas.h"

static const unsigned char create_order[] = {
#embed "../../schemas/tools/create_order.json"
};
static const unsigned char get_order[] = {
#embed "../../schemas/tools/get_order.json"
};
static const unsigned char list_orders[] = {
#embed "../../schemas/tools/list_orders.json"
};
static const unsigned char wait_for_order[] = {
#embed "../../schemas/tools/wait_for_order.json"
};
static const unsigned char get_order_stats[] = {
#embed "../../schemas/tools/get_order_stats.json"
};
static const unsigned char bind_deposit_address[] = {
#embed "../../schemas/tools/bind_deposit_address.json"
};
static const unsigned char unbind_deposit_address[] = {
#embed "../../schemas/tools/unbind_deposit_address.json"
};
static const unsigned char get_deposit_reference[] = {
#embed "../../schemas/tools/get_deposit_reference.json"
};
static const unsigned char list_deposits[] = {
#embed "../../schemas/tools/list_deposits.json"
};
static const unsigned char wait_for_deposit[] = {
#embed "../../schemas/tools/wait_for_deposit.json"
};
static const unsigned char list_deposit_references[] = {
#embed "../../schemas/tools/list_deposit_references.json"
};
static const unsigned char list_transfers[] = {
#embed "../../schemas/tools/list_transfers.json"
};
static const unsigned char get_deposit_stats[] = {
#embed "../../schemas/tools/get_deposit_stats.json"
};
static const unsigned char create_payment_link[] = {
#embed "../../schemas/tools/create_payment_link.json"
};
static const unsigned char publish_payment_link[] = {
#embed "../../schemas/tools/publish_payment_link.json"
};
static const unsigned char archive_payment_link[] = {
#embed "../../schemas/tools/archive_payment_link.json"
};
static const unsigned char get_payment_link[] = {
#embed "../../schemas/tools/get_payment_link.json"
};
static const unsigned char list_payment_links[] = {
#embed "../../schemas/tools/list_payment_links.json"
};
static const unsigned char update_payment_link[] = {
#embed "../../schemas/tools/update_payment_link.json"
};
static const unsigned char update_payment_link_currencies[] = {
#embed "../../schemas/tools/update_payment_link_currencies.json"
};
static const unsigned char unpublish_payment_link[] = {
#embed "../../schemas/tools/unpublish_payment_link.json"
};
static const unsigned char restore_payment_link[] = {
#embed "../../schemas/tools/restore_payment_link.json"
};
static const unsigned char get_payment_link_stats[] = {
#embed "../../schemas/tools/get_payment_link_stats.json"
};
static const unsigned char get_payment_link_preview_url[] = {
#embed "../../schemas/tools/get_payment_link_preview_url.json"
};
static const unsigned char list_payment_link_orders[] = {
#embed "../../schemas/tools/list_payment_link_orders.json"
};
static const unsigned char verify_webhook[] = {
#embed "../../schemas/tools/verify_webhook.json"
};
static const unsigned char sample_webhook[] = {
#embed "../../schemas/tools/sample_webhook.json"
};
static const unsigned char get_status[] = {
#embed "../../schemas/tools/get_status.json"
};
static const unsigned char list_assets[] = {
#embed "../../schemas/tools/list_assets.json"
};
static const unsigned char check_address_pool[] = {
#embed "../../schemas/tools/check_address_pool.json"
};
static const unsigned char list_pool_addresses[] = {
#embed "../../schemas/tools/list_pool_addresses.json"
};
static const unsigned char search_docs[] = {
#embed "../../schemas/tools/search_docs.json"
};
static const unsigned char simulate_payment[] = {
#embed "../../schemas/tools/simulate_payment.json"
};
static const unsigned char deliver_webhook[] = {
#embed "../../schemas/tools/deliver_webhook.json"
};
static const unsigned char advance_clock[] = {
#embed "../../schemas/tools/advance_clock.json"
};
static const unsigned char inject_fault[] = {
#embed "../../schemas/tools/inject_fault.json"
};
static const unsigned char reset_sandbox[] = {
#embed "../../schemas/tools/reset_sandbox.json"
};
static const unsigned char zh_hans[] = {
#embed "../../schemas/locales/zh-Hans.json"
};

static const struct embedded_file files[] = {
  {"tools/create_order.json", create_order, sizeof create_order},
  {"tools/get_order.json", get_order, sizeof get_order},
  {"tools/list_orders.json", list_orders, sizeof list_orders},
  {"tools/wait_for_order.json", wait_for_order, sizeof wait_for_order},
  {"tools/get_order_stats.json", get_order_stats, sizeof get_order_stats},
  {"tools/bind_deposit_address.json", bind_deposit_address, sizeof bind_deposit_address},
  {"tools/unbind_deposit_address.json", unbind_deposit_address, sizeof unbind_deposit_address},
  {"tools/get_deposit_reference.json", get_deposit_reference, sizeof get_deposit_reference},
  {"tools/list_deposits.json", list_deposits, sizeof list_deposits},
  {"tools/wait_for_deposit.json", wait_for_deposit, sizeof wait_for_deposit},
  {"tools/list_deposit_references.json", list_deposit_references, sizeof list_deposit_references},
  {"tools/list_transfers.json", list_transfers, sizeof list_transfers},
  {"tools/get_deposit_stats.json", get_deposit_stats, sizeof get_deposit_stats},
  {"tools/create_payment_link.json", create_payment_link, sizeof create_payment_link},
  {"tools/publish_payment_link.json", publish_payment_link, sizeof publish_payment_link},
  {"tools/archive_payment_link.json", archive_payment_link, sizeof archive_payment_link},
  {"tools/get_payment_link.json", get_payment_link, sizeof get_payment_link},
  {"tools/list_payment_links.json", list_payment_links, sizeof list_payment_links},
  {"tools/update_payment_link.json", update_payment_link, sizeof update_payment_link},
  {"tools/update_payment_link_currencies.json", update_payment_link_currencies, sizeof update_payment_link_currencies},
  {"tools/unpublish_payment_link.json", unpublish_payment_link, sizeof unpublish_payment_link},
  {"tools/restore_payment_link.json", restore_payment_link, sizeof restore_payment_link},
  {"tools/get_payment_link_stats.json", get_payment_link_stats, sizeof get_payment_link_stats},
  {"tools/get_payment_link_preview_url.json", get_payment_link_preview_url, sizeof get_payment_link_preview_url},
  {"tools/list_payment_link_orders.json", list_payment_link_orders, sizeof list_payment_link_orders},
  {"tools/verify_webhook.json", verify_webhook, sizeof verify_webhook},
  {"tools/sample_webhook.json", sample_webhook, sizeof sample_webhook},
  {"tools/get_status.json", get_status, sizeof get_status},
  {"tools/list_assets.json", list_assets, sizeof list_assets},
  {"tools/check_address_pool.json", check_address_pool, sizeof check_address_pool},
  {"tools/list_pool_addresses.json", list_pool_addresses, sizeof list_pool_addresses},
  {"tools/search_docs.json", search_docs, sizeof search_docs},
  {"tools/simulate_payment.json", simulate_payment, sizeof simulate_payment},
  {"tools/deliver_webhook.json", deliver_webhook, sizeof deliver_webhook},
  {"tools/advance_clock.json", advance_clock, sizeof advance_clock},
  {"tools/inject_fault.json", inject_fault, sizeof inject_fault},
  {"tools/reset_sandbox.json", reset_sandbox, sizeof reset_sandbox},
  {"locales/zh-Hans.json", zh_hans, sizeof zh_hans},
};

const struct embedded_file *embedded_files(size_t *count) {
  *count = sizeof files / sizeof files[0];
  return files;
}
