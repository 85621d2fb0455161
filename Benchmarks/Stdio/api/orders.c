// Orders in the documented form, with all fields that the documentation has for them.
#include "api.h"
#include <stdio.h>

static const char after_reference[] =
    "\",\"status\":\"pending\",\"amount\":\"49.99\",\"currency\":\"USDT\",\"chainId\":\"ethereum-sepolia\","
    "\"address\":\"0xe1e745fd13f9967087db7a84a1cfd2cb79f64979\",\"paymentUrl\":\"https://testnet.payin.com/pay/order/";
static const char after_url[] =
    "\",\"expiresAt\":\"2026-01-01T00:15:00.000Z\",\"createdAt\":\"2026-01-01T00:00:00.000Z\","
    "\"paymentWindowEndsAt\":\"2026-01-01T00:10:00.000Z\",\"gracePeriodEndsAt\":\"2026-01-01T00:15:00.000Z\","
    "\"receivedAmount\":\"0\",\"confirmedAmount\":\"0\"";

static void write_members(struct buffer *body, const char *id, const char *reference) {
  buffer_print(body, "{\"orderId\":\"%s\",\"orderReference\":\"%s%s%s%s", id, reference, after_reference, id,
               after_url);
}

void write_order(struct buffer *body, const char *id, const char *reference) {
  buffer_literal(body, "{\"success\":true,\"data\":");
  write_members(body, id, reference);
  buffer_literal(body, "}}");
}

void write_orders(struct buffer *body, const char *reference, long rows) {
  char id[32], numbered[320];
  buffer_literal(body, "{\"success\":true,\"data\":{\"orders\":[");
  for (long row = 0; row < rows; row++) {
    snprintf(id, sizeof id, "ord_%ld", row);
    snprintf(numbered, sizeof numbered, "%s-%ld", reference, row);
    if (row) buffer_literal(body, ",");
    write_members(body, id, numbered);
    buffer_literal(body, "}");
  }
  buffer_print(body, "],\"pagination\":{\"page\":1,\"limit\":%ld,\"total\":%ld,\"totalPages\":1}}}", rows, rows);
}

// The most values that can stand in so many bytes: each row of nine bytes is two objects and a name.
void write_dense_order(struct buffer *body, const char *id, long mebibytes) {
  static const char row[] = "{\"a\":{}}", last[] = "{\"a\":{}}]}}";
  size_t limit = mebibytes << 20;
  buffer_literal(body, "{\"success\":true,\"data\":");
  write_members(body, id, id);
  buffer_literal(body, ",\"metadata\":[");
  buffer_reserve(body, limit);
  while (body->length + sizeof row + sizeof last < limit) {
    buffer_literal(body, row);
    buffer_literal(body, ",");
  }
  buffer_literal(body, last);
}
