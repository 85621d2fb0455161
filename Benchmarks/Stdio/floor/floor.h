// The parts of the floor.
#pragma once
#include "../shared/buffer.h"
#include <curl/curl.h>
#include <stdbool.h>

// A part of a line.
struct span {
  const char *start;
  size_t length;
};

// What a line asks for. The id is JSON as it came, quotes included.
enum kind { KIND_NOTIFICATION, KIND_INITIALIZE, KIND_DISCOVER, KIND_PING, KIND_GET, KIND_LIST, KIND_CREATE };
struct call {
  enum kind kind;
  struct span id, argument;
};
struct call call_from_line(const char *line, size_t length);

// One transfer, with its handle and the buffers that the next one uses again.
struct transfer {
  CURL *handle;
  struct buffer id, url, request, reply;
  struct transfer *next;
};
// Returns the multi handle.
CURLM *transfers_open(const char *base, const char *key);
void transfers_start(const struct call *call);
// The next finished transfer, or NULL. It is given to `transfers_recycle` when its reply has been used.
struct transfer *transfers_next_finished(CURLcode *code, long *status);
void transfers_recycle(struct transfer *transfer);
bool transfers_are_running(void);

// The sockets of libcurl's multi handle in epoll.
void sockets_open(CURLM *multi, int poll);
void sockets_report(int descriptor, unsigned events);
void sockets_follow(CURL *handle);
// Milliseconds until libcurl wants to be called, or -1; and the call when they are over.
int sockets_time_left(void);
void sockets_call_if_due(void);

void answer_at_once(struct buffer *output, const struct call *call);
void answer_with_reply(struct buffer *output, const struct transfer *transfer, CURLcode code, long status);
