#include "CSchemas.h"

// Each file stands here once; a test compares the table with the folder. Topics of the guide are listed in this order.
static const struct embedded_file files[] = {
  {"tools/create_order.json", (const unsigned char[]){
#embed "../../schemas/tools/create_order.json" suffix(, 0)
  }},
  {"tools/get_order.json", (const unsigned char[]){
#embed "../../schemas/tools/get_order.json" suffix(, 0)
  }},
  {"tools/list_orders.json", (const unsigned char[]){
#embed "../../schemas/tools/list_orders.json" suffix(, 0)
  }},
  {"tools/wait_for_order.json", (const unsigned char[]){
#embed "../../schemas/tools/wait_for_order.json" suffix(, 0)
  }},
  {"tools/get_order_stats.json", (const unsigned char[]){
#embed "../../schemas/tools/get_order_stats.json" suffix(, 0)
  }},
  {"tools/bind_deposit_address.json", (const unsigned char[]){
#embed "../../schemas/tools/bind_deposit_address.json" suffix(, 0)
  }},
  {"tools/unbind_deposit_address.json", (const unsigned char[]){
#embed "../../schemas/tools/unbind_deposit_address.json" suffix(, 0)
  }},
  {"tools/get_deposit_reference.json", (const unsigned char[]){
#embed "../../schemas/tools/get_deposit_reference.json" suffix(, 0)
  }},
  {"tools/list_deposits.json", (const unsigned char[]){
#embed "../../schemas/tools/list_deposits.json" suffix(, 0)
  }},
  {"tools/wait_for_deposit.json", (const unsigned char[]){
#embed "../../schemas/tools/wait_for_deposit.json" suffix(, 0)
  }},
  {"tools/list_deposit_references.json", (const unsigned char[]){
#embed "../../schemas/tools/list_deposit_references.json" suffix(, 0)
  }},
  {"tools/list_transfers.json", (const unsigned char[]){
#embed "../../schemas/tools/list_transfers.json" suffix(, 0)
  }},
  {"tools/get_deposit_stats.json", (const unsigned char[]){
#embed "../../schemas/tools/get_deposit_stats.json" suffix(, 0)
  }},
  {"tools/payment_qr.json", (const unsigned char[]){
#embed "../../schemas/tools/payment_qr.json" suffix(, 0)
  }},
  {"tools/create_payment_link.json", (const unsigned char[]){
#embed "../../schemas/tools/create_payment_link.json" suffix(, 0)
  }},
  {"tools/publish_payment_link.json", (const unsigned char[]){
#embed "../../schemas/tools/publish_payment_link.json" suffix(, 0)
  }},
  {"tools/archive_payment_link.json", (const unsigned char[]){
#embed "../../schemas/tools/archive_payment_link.json" suffix(, 0)
  }},
  {"tools/get_payment_link.json", (const unsigned char[]){
#embed "../../schemas/tools/get_payment_link.json" suffix(, 0)
  }},
  {"tools/list_payment_links.json", (const unsigned char[]){
#embed "../../schemas/tools/list_payment_links.json" suffix(, 0)
  }},
  {"tools/update_payment_link.json", (const unsigned char[]){
#embed "../../schemas/tools/update_payment_link.json" suffix(, 0)
  }},
  {"tools/update_payment_link_currencies.json", (const unsigned char[]){
#embed "../../schemas/tools/update_payment_link_currencies.json" suffix(, 0)
  }},
  {"tools/unpublish_payment_link.json", (const unsigned char[]){
#embed "../../schemas/tools/unpublish_payment_link.json" suffix(, 0)
  }},
  {"tools/restore_payment_link.json", (const unsigned char[]){
#embed "../../schemas/tools/restore_payment_link.json" suffix(, 0)
  }},
  {"tools/get_payment_link_stats.json", (const unsigned char[]){
#embed "../../schemas/tools/get_payment_link_stats.json" suffix(, 0)
  }},
  {"tools/get_payment_link_preview_url.json", (const unsigned char[]){
#embed "../../schemas/tools/get_payment_link_preview_url.json" suffix(, 0)
  }},
  {"tools/list_payment_link_orders.json", (const unsigned char[]){
#embed "../../schemas/tools/list_payment_link_orders.json" suffix(, 0)
  }},
  {"tools/verify_webhook.json", (const unsigned char[]){
#embed "../../schemas/tools/verify_webhook.json" suffix(, 0)
  }},
  {"tools/sample_webhook.json", (const unsigned char[]){
#embed "../../schemas/tools/sample_webhook.json" suffix(, 0)
  }},
  {"tools/get_status.json", (const unsigned char[]){
#embed "../../schemas/tools/get_status.json" suffix(, 0)
  }},
  {"tools/list_assets.json", (const unsigned char[]){
#embed "../../schemas/tools/list_assets.json" suffix(, 0)
  }},
  {"tools/check_address_pool.json", (const unsigned char[]){
#embed "../../schemas/tools/check_address_pool.json" suffix(, 0)
  }},
  {"tools/list_pool_addresses.json", (const unsigned char[]){
#embed "../../schemas/tools/list_pool_addresses.json" suffix(, 0)
  }},
  {"tools/search_docs.json", (const unsigned char[]){
#embed "../../schemas/tools/search_docs.json" suffix(, 0)
  }},
  {"tools/export_code.json", (const unsigned char[]){
#embed "../../schemas/tools/export_code.json" suffix(, 0)
  }},
  {"tools/simulate_payment.json", (const unsigned char[]){
#embed "../../schemas/tools/simulate_payment.json" suffix(, 0)
  }},
  {"tools/play_story.json", (const unsigned char[]){
#embed "../../schemas/tools/play_story.json" suffix(, 0)
  }},
  {"tools/deliver_webhook.json", (const unsigned char[]){
#embed "../../schemas/tools/deliver_webhook.json" suffix(, 0)
  }},
  {"tools/advance_clock.json", (const unsigned char[]){
#embed "../../schemas/tools/advance_clock.json" suffix(, 0)
  }},
  {"tools/inject_fault.json", (const unsigned char[]){
#embed "../../schemas/tools/inject_fault.json" suffix(, 0)
  }},
  {"tools/reset_sandbox.json", (const unsigned char[]){
#embed "../../schemas/tools/reset_sandbox.json" suffix(, 0)
  }},
  {"locales/zh-Hans.json", (const unsigned char[]){
#embed "../../schemas/locales/zh-Hans.json" suffix(, 0)
  }},
  {"guide/en/orders.md", (const unsigned char[]){
#embed "../../schemas/guide/en/orders.md" suffix(, 0)
  }},
  {"guide/en/deposits.md", (const unsigned char[]){
#embed "../../schemas/guide/en/deposits.md" suffix(, 0)
  }},
  {"guide/en/payment-links.md", (const unsigned char[]){
#embed "../../schemas/guide/en/payment-links.md" suffix(, 0)
  }},
  {"guide/en/webhooks.md", (const unsigned char[]){
#embed "../../schemas/guide/en/webhooks.md" suffix(, 0)
  }},
  {"guide/en/errors.md", (const unsigned char[]){
#embed "../../schemas/guide/en/errors.md" suffix(, 0)
  }},
  {"guide/en/going-live.md", (const unsigned char[]){
#embed "../../schemas/guide/en/going-live.md" suffix(, 0)
  }},
  {"guide/en/cannot-do.md", (const unsigned char[]){
#embed "../../schemas/guide/en/cannot-do.md" suffix(, 0)
  }},
  {"guide/zh/orders.md", (const unsigned char[]){
#embed "../../schemas/guide/zh/orders.md" suffix(, 0)
  }},
  {"guide/zh/deposits.md", (const unsigned char[]){
#embed "../../schemas/guide/zh/deposits.md" suffix(, 0)
  }},
  {"guide/zh/payment-links.md", (const unsigned char[]){
#embed "../../schemas/guide/zh/payment-links.md" suffix(, 0)
  }},
  {"guide/zh/webhooks.md", (const unsigned char[]){
#embed "../../schemas/guide/zh/webhooks.md" suffix(, 0)
  }},
  {"guide/zh/errors.md", (const unsigned char[]){
#embed "../../schemas/guide/zh/errors.md" suffix(, 0)
  }},
  {"guide/zh/going-live.md", (const unsigned char[]){
#embed "../../schemas/guide/zh/going-live.md" suffix(, 0)
  }},
  {"guide/zh/cannot-do.md", (const unsigned char[]){
#embed "../../schemas/guide/zh/cannot-do.md" suffix(, 0)
  }},
  {"export/client.sh", (const unsigned char[]){
#embed "../../schemas/export/client.sh" suffix(, 0)
  }},
  {"export/create_order.sh", (const unsigned char[]){
#embed "../../schemas/export/create_order.sh" suffix(, 0)
  }},
  {"export/session.sh", (const unsigned char[]){
#embed "../../schemas/export/session.sh" suffix(, 0)
  }},
  {"export/order_checkout.sh", (const unsigned char[]){
#embed "../../schemas/export/order_checkout.sh" suffix(, 0)
  }},
  {"export/deposit_wallet.sh", (const unsigned char[]){
#embed "../../schemas/export/deposit_wallet.sh" suffix(, 0)
  }},
  {"export/payment_link.sh", (const unsigned char[]){
#embed "../../schemas/export/payment_link.sh" suffix(, 0)
  }},
  {"export/webhook_handler.sh", (const unsigned char[]){
#embed "../../schemas/export/webhook_handler.sh" suffix(, 0)
  }},
  {"export/retry.sh", (const unsigned char[]){
#embed "../../schemas/export/retry.sh" suffix(, 0)
  }},
  {"export/client.ts", (const unsigned char[]){
#embed "../../schemas/export/client.ts" suffix(, 0)
  }},
  {"export/create_order.ts", (const unsigned char[]){
#embed "../../schemas/export/create_order.ts" suffix(, 0)
  }},
  {"export/session.ts", (const unsigned char[]){
#embed "../../schemas/export/session.ts" suffix(, 0)
  }},
  {"export/order_checkout.ts", (const unsigned char[]){
#embed "../../schemas/export/order_checkout.ts" suffix(, 0)
  }},
  {"export/deposit_wallet.ts", (const unsigned char[]){
#embed "../../schemas/export/deposit_wallet.ts" suffix(, 0)
  }},
  {"export/payment_link.ts", (const unsigned char[]){
#embed "../../schemas/export/payment_link.ts" suffix(, 0)
  }},
  {"export/webhook_handler.ts", (const unsigned char[]){
#embed "../../schemas/export/webhook_handler.ts" suffix(, 0)
  }},
  {"export/retry.ts", (const unsigned char[]){
#embed "../../schemas/export/retry.ts" suffix(, 0)
  }},
  {"export/client.py", (const unsigned char[]){
#embed "../../schemas/export/client.py" suffix(, 0)
  }},
  {"export/create_order.py", (const unsigned char[]){
#embed "../../schemas/export/create_order.py" suffix(, 0)
  }},
  {"export/session.py", (const unsigned char[]){
#embed "../../schemas/export/session.py" suffix(, 0)
  }},
  {"export/order_checkout.py", (const unsigned char[]){
#embed "../../schemas/export/order_checkout.py" suffix(, 0)
  }},
  {"export/deposit_wallet.py", (const unsigned char[]){
#embed "../../schemas/export/deposit_wallet.py" suffix(, 0)
  }},
  {"export/payment_link.py", (const unsigned char[]){
#embed "../../schemas/export/payment_link.py" suffix(, 0)
  }},
  {"export/webhook_handler.py", (const unsigned char[]){
#embed "../../schemas/export/webhook_handler.py" suffix(, 0)
  }},
  {"export/retry.py", (const unsigned char[]){
#embed "../../schemas/export/retry.py" suffix(, 0)
  }},
  {"export/client.php", (const unsigned char[]){
#embed "../../schemas/export/client.php" suffix(, 0)
  }},
  {"export/create_order.php", (const unsigned char[]){
#embed "../../schemas/export/create_order.php" suffix(, 0)
  }},
  {"export/session.php", (const unsigned char[]){
#embed "../../schemas/export/session.php" suffix(, 0)
  }},
  {"export/order_checkout.php", (const unsigned char[]){
#embed "../../schemas/export/order_checkout.php" suffix(, 0)
  }},
  {"export/deposit_wallet.php", (const unsigned char[]){
#embed "../../schemas/export/deposit_wallet.php" suffix(, 0)
  }},
  {"export/payment_link.php", (const unsigned char[]){
#embed "../../schemas/export/payment_link.php" suffix(, 0)
  }},
  {"export/webhook_handler.php", (const unsigned char[]){
#embed "../../schemas/export/webhook_handler.php" suffix(, 0)
  }},
  {"export/retry.php", (const unsigned char[]){
#embed "../../schemas/export/retry.php" suffix(, 0)
  }},
  {"export/client.go", (const unsigned char[]){
#embed "../../schemas/export/client.go" suffix(, 0)
  }},
  {"export/create_order.go", (const unsigned char[]){
#embed "../../schemas/export/create_order.go" suffix(, 0)
  }},
  {"export/session.go", (const unsigned char[]){
#embed "../../schemas/export/session.go" suffix(, 0)
  }},
  {"export/order_checkout.go", (const unsigned char[]){
#embed "../../schemas/export/order_checkout.go" suffix(, 0)
  }},
  {"export/deposit_wallet.go", (const unsigned char[]){
#embed "../../schemas/export/deposit_wallet.go" suffix(, 0)
  }},
  {"export/payment_link.go", (const unsigned char[]){
#embed "../../schemas/export/payment_link.go" suffix(, 0)
  }},
  {"export/webhook_handler.go", (const unsigned char[]){
#embed "../../schemas/export/webhook_handler.go" suffix(, 0)
  }},
  {"export/retry.go", (const unsigned char[]){
#embed "../../schemas/export/retry.go" suffix(, 0)
  }},
  {"export/environment.env", (const unsigned char[]){
#embed "../../schemas/export/environment.env" suffix(, 0)
  }},
};

const struct embedded_file *embedded_files(size_t *count) {
  *count = sizeof files / sizeof files[0];
  return files;
}
