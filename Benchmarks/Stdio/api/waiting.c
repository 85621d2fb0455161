// Replies that are held back, in a list by the time they are due. Nearly all delays of a run are the same, so the place
// of a new one is at the end or close to it.
#include "../shared/clock.h"
#include "api.h"

static struct connection *first, *last;

void waiting_add(struct connection *connection, long milliseconds) {
  connection->due = nanoseconds() + milliseconds * 1000000LL;
  connection->is_waiting = true;
  struct connection *before = last;
  while (before && before->due > connection->due) before = before->earlier;
  connection->earlier = before;
  connection->later = before ? before->later : first;
  *(before ? &before->later : &first) = connection;
  *(connection->later ? &connection->later->earlier : &last) = connection;
}

void waiting_remove(struct connection *connection) {
  *(connection->earlier ? &connection->earlier->later : &first) = connection->later;
  *(connection->later ? &connection->later->earlier : &last) = connection->earlier;
  connection->is_waiting = false;
}

struct connection *waiting_first(void) {
  return first;
}
