// The parts of the stand-in for PayIn's API.
#pragma once
#include "../shared/buffer.h"
#include <stdbool.h>

// One HTTP request. All texts end with NUL.
struct request {
  const char *method, *target, *head, *body;
};

// One HTTP reply: its status, its body, and how long it is held back.
struct reply {
  int status;
  struct buffer body;
  long milliseconds;
};

// Decides the reply to a request.
void route(const struct request *request, struct reply *reply);

// Bodies. An id is known to be of letters, digits, `_`, `-` and `.`.
void write_order(struct buffer *body, const char *id, const char *reference);
void write_orders(struct buffer *body, const char *reference, long rows);
void write_dense_order(struct buffer *body, const char *id, long mebibytes);

// What the API holds: requests that were read and are not answered yet.
struct load {
  long held, peak, requests, connections;
};
extern struct load load;
void load_begin(void);
void load_end(void);
void load_reset(void);

// One client. `earlier` and `later` link those whose reply is held back, by the time it is due.
struct connection {
  int descriptor;
  struct buffer input, output;
  size_t sent;
  long long due;
  bool holds_request, is_waiting, wants_room;
  struct connection *earlier, *later;
};

void connection_accept_all(int listener, int poll);
// Does what epoll has reported. The connection may be freed.
void connection_continue(struct connection *connection, int poll);

void waiting_add(struct connection *connection, long milliseconds);
void waiting_remove(struct connection *connection);
// The one whose reply is due first, or NULL.
struct connection *waiting_first(void);
