// Transfers on one multi handle. A finished one is used again with all that it has, and so are the connections.
#define _GNU_SOURCE
#include "floor.h"
#include <err.h>
#include <stdlib.h>

enum { MOST_CONNECTIONS = 1000 };
static CURLM *multi;
static struct curl_slist *read_headers, *write_headers;
static const char *base;
static struct transfer *spare;
static long running;

CURLM *transfers_open(const char *base_url, const char *key) {
  struct buffer authorization = {0};
  if (curl_global_init(CURL_GLOBAL_DEFAULT) || !(multi = curl_multi_init())) errx(1, "libcurl does not start");
  base = base_url;
  buffer_print(&authorization, "Authorization: Bearer %s", key);
  read_headers = curl_slist_append(NULL, authorization.bytes);
  write_headers = curl_slist_append(NULL, authorization.bytes);
  write_headers = curl_slist_append(write_headers, "Content-Type: application/json");
  curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, (long)MOST_CONNECTIONS);
  buffer_free(&authorization);
  return multi;
}

static size_t take_reply(char *bytes, size_t size, size_t count, void *transfer) {
  buffer_append(&((struct transfer *)transfer)->reply, bytes, size * count);
  return size * count;
}

static struct transfer *new_transfer(void) {
  struct transfer *transfer = calloc(1, sizeof *transfer);
  if (!transfer || !(transfer->handle = curl_easy_init())) errx(1, "out of memory");
  CURL *handle = transfer->handle;
  curl_easy_setopt(handle, CURLOPT_PRIVATE, transfer);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_reply);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, transfer);
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_PROXY, "");
  curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
  sockets_follow(handle);
  return transfer;
}

static struct transfer *take_transfer(void) {
  struct transfer *transfer = spare;
  if (!transfer) return new_transfer();
  spare = transfer->next;
  transfer->id.length = transfer->url.length = transfer->request.length = transfer->reply.length = 0;
  return transfer;
}

static void prepare_write(struct transfer *transfer, struct span body) {
  buffer_append(&transfer->request, body.start, body.length);
  curl_easy_setopt(transfer->handle, CURLOPT_POSTFIELDS, transfer->request.bytes);
  curl_easy_setopt(transfer->handle, CURLOPT_POSTFIELDSIZE, (long)body.length);
  curl_easy_setopt(transfer->handle, CURLOPT_HTTPHEADER, write_headers);
}

void transfers_start(const struct call *call) {
  static const char *const paths[] = {[KIND_GET] = "/", [KIND_LIST] = "?orderReference=", [KIND_CREATE] = ""};
  struct transfer *transfer = take_transfer();
  int length = call->kind == KIND_CREATE ? 0 : (int)call->argument.length;
  buffer_append(&transfer->id, call->id.start, call->id.length);
  buffer_print(&transfer->url, "%s/api/v1/orders%s%.*s", base, paths[call->kind], length, call->argument.start);
  curl_easy_setopt(transfer->handle, CURLOPT_URL, transfer->url.bytes);
  curl_easy_setopt(transfer->handle, CURLOPT_HTTPGET, 1L);
  curl_easy_setopt(transfer->handle, CURLOPT_HTTPHEADER, read_headers);
  if (call->kind == KIND_CREATE) prepare_write(transfer, call->argument);
  if (curl_multi_add_handle(multi, transfer->handle)) errx(1, "libcurl does not take a transfer");
  running++;
}

struct transfer *transfers_next_finished(CURLcode *code, long *status) {
  struct transfer *transfer;
  int left;
  CURLMsg *message = curl_multi_info_read(multi, &left);
  if (!message) return NULL;
  CURL *handle = message->easy_handle;
  *code = message->data.result;
  curl_easy_getinfo(handle, CURLINFO_PRIVATE, &transfer);
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, status);
  curl_multi_remove_handle(multi, handle);
  running--;
  return transfer;
}

void transfers_recycle(struct transfer *transfer) {
  transfer->next = spare;
  spare = transfer;
}

bool transfers_are_running(void) {
  return running > 0;
}
