// A stand-in for PayIn's API on loopback: HTTP/1.1 with kept connections on one thread, as cheap as can be, so that
// what is measured is the client. Prints its port; ends with its stdin.
//
//   GET  /api/v1/orders/ord_7        an order
//   GET  /api/v1/orders/wait50_7     the same after 50 milliseconds
//   GET  /api/v1/orders/dense16_7    an order in 16 MiB of the smallest objects, at most 64
//   POST /api/v1/orders              an order with the reference that was sent
//   GET  /api/v1/orders?orderReference=rows100_7    100 orders, at most 1,000,000
//   GET  /control/load               what is held now, at most and in all
//   GET  /control/reset              the same, and counts anew
#define _GNU_SOURCE
#include "api.h"
#include "../shared/clock.h"
#include "../shared/descriptors.h"
#include <arpa/inet.h>
#include <err.h>
#include <signal.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { EVENTS = 256, BACKLOG = 4096 };
// Connections are known to epoll by their addresses; these two by the addresses of marks that are no connections.
static char new_client, end_of_input;

static int listen_on_loopback(void) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (listener < 0 || bind(listener, (struct sockaddr *)&address, length) || listen(listener, BACKLOG))
    err(1, "cannot listen on 127.0.0.1");
  if (getsockname(listener, (struct sockaddr *)&address, &length)) err(1, "cannot tell the port");
  printf("%d\n", ntohs(address.sin_port));
  fflush(stdout);
  return listener;
}

static void watch(int poll, int descriptor, void *mark) {
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = mark};
  if (epoll_ctl(poll, EPOLL_CTL_ADD, descriptor, &event)) err(1, "cannot watch descriptor %d", descriptor);
}

// Waits with the precision of nanoseconds: epoll_wait would round a delay up to whole milliseconds.
static int wait_for_events(int poll, struct epoll_event *events) {
  struct connection *first = waiting_first();
  if (!first) return epoll_wait(poll, events, EVENTS, -1);
  long long left = first->due - nanoseconds();
  if (left < 0) left = 0;
  struct timespec limit = {left / 1000000000, left % 1000000000};
  return epoll_pwait2(poll, events, EVENTS, &limit, NULL);
}

static void release_due(int poll) {
  struct connection *first;
  long long now = nanoseconds();
  while ((first = waiting_first()) && first->due <= now) {
    waiting_remove(first);
    connection_continue(first, poll);
  }
}

// Whether there may be more.
static bool handle_events(int poll, int listener) {
  struct epoll_event events[EVENTS];
  int ready = wait_for_events(poll, events);
  for (int i = 0; i < ready; i++) {
    void *source = events[i].data.ptr;
    if (source == &end_of_input) return false;
    if (source == &new_client) connection_accept_all(listener, poll);
    else connection_continue(source, poll);
  }
  release_due(poll);
  return true;
}

int main(int count, char **arguments) {
  if (count != 1) errx(2, "usage: %s   (it takes no arguments, prints its port and ends with its stdin)", arguments[0]);
  signal(SIGPIPE, SIG_IGN);
  raise_descriptor_limit();
  int listener = listen_on_loopback(), poll = epoll_create1(EPOLL_CLOEXEC);
  watch(poll, listener, &new_client);
  watch(poll, STDIN_FILENO, &end_of_input);
  while (handle_events(poll, listener)) continue;
}
