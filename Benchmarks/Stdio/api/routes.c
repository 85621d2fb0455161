// Decides what a request is answered with.
#define _GNU_SOURCE
#include "api.h"
#include <stdio.h>
#include <string.h>

enum { LONGEST_ID = 255, MOST_MEBIBYTES = 64, MOST_ROWS = 1000000, LONGEST_DELAY = 60000 };
static const char orders[] = "/api/v1/orders";

static void refuse(struct reply *reply, int status, const char *error, const char *message) {
  reply->status = status;
  buffer_print(&reply->body, "{\"success\":false,\"error\":\"%s\",\"message\":\"%s\"}", error, message);
}

// Copies the id at the start of a text, up to one of these ends or the text's own. Its bytes stand in a reply as they
// are, so no others are taken.
static bool take_id(const char *text, const char *ends, char *id) {
  static const char accepted[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.";
  size_t length = text ? strspn(text, accepted) : 0;
  if (!length || length > LONGEST_ID || !strchr(ends, text[length])) return false;
  memcpy(id, text, length);
  id[length] = 0;
  return true;
}

// The number in an id of the form `wait50_7`, within bounds; 0 if the id is of another form.
static long number_in(const char *id, const char *word, long most) {
  long number = 0;
  size_t length = strlen(word);
  if (strncmp(id, word, length) || sscanf(id + length, "%ld_", &number) != 1 || number < 0) return 0;
  return number < most ? number : most;
}

static void read_order(const char *text, struct reply *reply) {
  char id[LONGEST_ID + 1], reference[LONGEST_ID + 16];
  if (!take_id(text, "", id)) return refuse(reply, 400, "ValidationError", "This id is none.");
  long mebibytes = number_in(id, "dense", MOST_MEBIBYTES);
  reply->milliseconds = number_in(id, "wait", LONGEST_DELAY);
  snprintf(reference, sizeof reference, "invoice-for-%s", id);
  if (mebibytes) write_dense_order(&reply->body, id, mebibytes);
  else write_order(&reply->body, id, reference);
}

static void create_order(const char *body, struct reply *reply) {
  static const char member[] = "\"orderReference\":\"";
  char id[LONGEST_ID + 16], reference[LONGEST_ID + 1], *text = strstr(body, member);
  if (!take_id(text ? text + strlen(member) : NULL, "\"", reference))
    return refuse(reply, 400, "ValidationError", "orderReference is missing.");
  reply->status = 201;
  snprintf(id, sizeof id, "ord-for-%s", reference);
  write_order(&reply->body, id, reference);
}

static void list_orders(const char *query, struct reply *reply) {
  char reference[LONGEST_ID + 1], *text = strstr(query, "orderReference=");
  if (!take_id(text ? text + strlen("orderReference=") : NULL, "&", reference)) *reference = 0;
  write_orders(&reply->body, reference, number_in(reference, "rows", MOST_ROWS));
}

static void tell_load(struct reply *reply) {
  buffer_print(&reply->body, "{\"held\":%ld,\"peak\":%ld,\"requests\":%ld,\"connections\":%ld}", load.held, load.peak,
               load.requests, load.connections);
}

void route(const struct request *request, struct reply *reply) {
  const char *target = request->target, *rest = target + strlen(orders);
  reply->status = 200;
  if (!strcmp(target, "/control/load")) return tell_load(reply);
  if (!strcmp(target, "/control/reset")) return tell_load(reply), load_reset();
  if (!strcasestr(request->head, "\r\nauthorization: bearer pk_"))
    return refuse(reply, 401, "Unauthorized", "A key is missing.");
  bool is_read = !strcmp(request->method, "GET"), is_about_orders = !strncmp(target, orders, strlen(orders));
  if (is_about_orders && is_read && *rest == '/') return read_order(rest + 1, reply);
  if (is_about_orders && is_read && (*rest == '?' || !*rest)) return list_orders(rest, reply);
  if (is_about_orders && !strcmp(request->method, "POST") && !*rest) return create_order(request->body, reply);
  refuse(reply, 404, "NotFound", "No such route.");
}
