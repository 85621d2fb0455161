// The floor: the least that a process with libcurl does between a line of JSON-RPC on stdin, an HTTP request, and a line
// on stdout. It builds no JSON tree, checks nothing, retries nothing and knows only the lines of these benchmarks: no
// product, but the limit of one.
//
// Settings as for payin-mcp: PAYIN_BASE_URL, PAYIN_API_KEY.
#define _GNU_SOURCE
#include "floor.h"
#include "../shared/descriptors.h"
#include <err.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

enum { EVENTS = 256, READ_SIZE = 64 * 1024 };
static struct buffer input, output;

static const char *setting(const char *name) {
  const char *value = getenv(name);
  if (!value || !*value) errx(2, "%s is not set", name);
  return value;
}

static void serve(const char *line, size_t length) {
  struct call call = call_from_line(line, length);
  if (call.kind >= KIND_GET) transfers_start(&call);
  else if (call.kind != KIND_NOTIFICATION) answer_at_once(&output, &call);
}

static void serve_lines(void) {
  char *line = input.bytes, *limit = line + input.length, *end;
  while ((end = memchr(line, '\n', limit - line))) {
    serve(line, end - line);
    line = end + 1;
  }
  buffer_drop(&input, line - input.bytes);
}

// Whether there may be more input.
static bool read_lines(void) {
  buffer_reserve(&input, READ_SIZE);
  ssize_t count = read(STDIN_FILENO, input.bytes + input.length, READ_SIZE);
  if (count <= 0) return count < 0 && errno == EINTR;
  input.length += count;
  serve_lines();
  return true;
}

static void answer_finished(void) {
  CURLcode code;
  long status;
  struct transfer *transfer;
  while ((transfer = transfers_next_finished(&code, &status))) {
    answer_with_reply(&output, transfer, code, status);
    transfers_recycle(transfer);
  }
}

// One write for all answers of a round.
static void write_answers(void) {
  for (size_t sent = 0; sent < output.length;) {
    ssize_t count = write(STDOUT_FILENO, output.bytes + sent, output.length - sent);
    if (count < 0) err(1, "stdout");
    sent += count;
  }
  output.length = 0;
}

// Whether stdin may have more input.
static bool handle_events(int poll, bool is_open) {
  struct epoll_event events[EVENTS];
  int ready = epoll_wait(poll, events, EVENTS, sockets_time_left());
  for (int i = 0; i < ready; i++) {
    if (events[i].data.fd != STDIN_FILENO) sockets_report(events[i].data.fd, events[i].events);
    else if (!(is_open = read_lines())) epoll_ctl(poll, EPOLL_CTL_DEL, STDIN_FILENO, NULL);
  }
  sockets_call_if_due();
  return is_open;
}

int main(void) {
  int poll = epoll_create1(EPOLL_CLOEXEC);
  struct epoll_event event = {.events = EPOLLIN, .data.fd = STDIN_FILENO};
  signal(SIGPIPE, SIG_IGN);
  raise_descriptor_limit();
  sockets_open(transfers_open(setting("PAYIN_BASE_URL"), setting("PAYIN_API_KEY")), poll);
  if (epoll_ctl(poll, EPOLL_CTL_ADD, STDIN_FILENO, &event)) err(1, "stdin is no pipe");
  for (bool is_open = true; is_open || transfers_are_running();) {
    is_open = handle_events(poll, is_open);
    answer_finished();
    write_answers();
  }
}
