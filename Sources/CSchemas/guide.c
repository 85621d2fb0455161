#include "CSchemas.h"

static const unsigned char en_orders[] = {
#embed "../../schemas/guide/en/orders.md"
};
static const unsigned char en_deposits[] = {
#embed "../../schemas/guide/en/deposits.md"
};
static const unsigned char en_payment_links[] = {
#embed "../../schemas/guide/en/payment-links.md"
};
static const unsigned char en_webhooks[] = {
#embed "../../schemas/guide/en/webhooks.md"
};
static const unsigned char en_errors[] = {
#embed "../../schemas/guide/en/errors.md"
};
static const unsigned char en_going_live[] = {
#embed "../../schemas/guide/en/going-live.md"
};
static const unsigned char zh_orders[] = {
#embed "../../schemas/guide/zh/orders.md"
};
static const unsigned char zh_deposits[] = {
#embed "../../schemas/guide/zh/deposits.md"
};
static const unsigned char zh_payment_links[] = {
#embed "../../schemas/guide/zh/payment-links.md"
};
static const unsigned char zh_webhooks[] = {
#embed "../../schemas/guide/zh/webhooks.md"
};
static const unsigned char zh_errors[] = {
#embed "../../schemas/guide/zh/errors.md"
};
static const unsigned char zh_going_live[] = {
#embed "../../schemas/guide/zh/going-live.md"
};

static const struct embedded_file files[] = {
  {"guide/en/orders.md", en_orders, sizeof en_orders},
  {"guide/en/deposits.md", en_deposits, sizeof en_deposits},
  {"guide/en/payment-links.md", en_payment_links, sizeof en_payment_links},
  {"guide/en/webhooks.md", en_webhooks, sizeof en_webhooks},
  {"guide/en/errors.md", en_errors, sizeof en_errors},
  {"guide/en/going-live.md", en_going_live, sizeof en_going_live},
  {"guide/zh/orders.md", zh_orders, sizeof zh_orders},
  {"guide/zh/deposits.md", zh_deposits, sizeof zh_deposits},
  {"guide/zh/payment-links.md", zh_payment_links, sizeof zh_payment_links},
  {"guide/zh/webhooks.md", zh_webhooks, sizeof zh_webhooks},
  {"guide/zh/errors.md", zh_errors, sizeof zh_errors},
  {"guide/zh/going-live.md", zh_going_live, sizeof zh_going_live},
};

const struct embedded_file *embedded_guide(size_t *count) {
  *count = sizeof files / sizeof files[0];
  return files;
}
