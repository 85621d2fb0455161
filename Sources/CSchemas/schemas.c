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
static const unsigned char create_payment_link[] = {
#embed "../../schemas/tools/create_payment_link.json"
};
static const unsigned char publish_payment_link[] = {
#embed "../../schemas/tools/publish_payment_link.json"
};
static const unsigned char archive_payment_link[] = {
#embed "../../schemas/tools/archive_payment_link.json"
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
  {"tools/bind_deposit_address.json", bind_deposit_address, sizeof bind_deposit_address},
  {"tools/unbind_deposit_address.json", unbind_deposit_address, sizeof unbind_deposit_address},
  {"tools/get_deposit_reference.json", get_deposit_reference, sizeof get_deposit_reference},
  {"tools/list_deposits.json", list_deposits, sizeof list_deposits},
  {"tools/create_payment_link.json", create_payment_link, sizeof create_payment_link},
  {"tools/publish_payment_link.json", publish_payment_link, sizeof publish_payment_link},
  {"tools/archive_payment_link.json", archive_payment_link, sizeof archive_payment_link},
  {"tools/verify_webhook.json", verify_webhook, sizeof verify_webhook},
  {"tools/sample_webhook.json", sample_webhook, sizeof sample_webhook},
  {"tools/get_status.json", get_status, sizeof get_status},
  {"tools/list_assets.json", list_assets, sizeof list_assets},
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
