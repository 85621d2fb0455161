// Keeps the sockets of kept connections in epoll between two transfers: libcurl takes its interest back after each one
// and asks for the same with the next, which would cost two system calls a call.
#define _GNU_SOURCE
#include "floor.h"
#include "../shared/clock.h"
#include <err.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

// What libcurl wants to know of a descriptor, and what epoll reports of it.
struct interest {
  unsigned wanted, reported;
};
static struct interest *interests;
static int interest_count;
static CURLM *multi;
static int poll;
static long long due = -1;

static struct interest *interest_in(int descriptor) {
  if (descriptor >= interest_count) {
    int count = descriptor * 2 + 64;
    interests = realloc(interests, count * sizeof *interests);
    if (!interests) errx(1, "out of memory");
    for (int i = interest_count; i < count; i++) interests[i] = (struct interest){0};
    interest_count = count;
  }
  return &interests[descriptor];
}

static void report(int descriptor, struct interest *interest, unsigned events) {
  int operation = !events ? EPOLL_CTL_DEL : interest->reported ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
  struct epoll_event event = {.events = events, .data.fd = descriptor};
  if (epoll_ctl(poll, operation, descriptor, &event)) err(1, "epoll, descriptor %d", descriptor);
  interest->reported = events;
}

static int socket_changed(CURL *handle, curl_socket_t descriptor, int what, void *data, void *socket_data) {
  (void)handle, (void)data, (void)socket_data;
  struct interest *interest = interest_in(descriptor);
  interest->wanted = (what & CURL_POLL_IN ? EPOLLIN : 0) | (what & CURL_POLL_OUT ? EPOLLOUT : 0);
  if (what == CURL_POLL_REMOVE) interest->wanted = 0;
  if (interest->wanted && interest->wanted != interest->reported) report(descriptor, interest, interest->wanted);
  return 0;
}

static int timer_changed(CURLM *handle, long milliseconds, void *data) {
  (void)handle, (void)data;
  due = milliseconds < 0 ? -1 : nanoseconds() + milliseconds * 1000000;
  return 0;
}

// The kernel takes a closed descriptor out of epoll, and its number may come again.
static int close_socket(void *data, curl_socket_t descriptor) {
  (void)data;
  *interest_in(descriptor) = (struct interest){0};
  return close(descriptor);
}

void sockets_follow(CURL *handle) {
  curl_easy_setopt(handle, CURLOPT_CLOSESOCKETFUNCTION, close_socket);
}

void sockets_open(CURLM *multi_handle, int epoll) {
  multi = multi_handle;
  poll = epoll;
  curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, socket_changed);
  curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, timer_changed);
}

// An event of an idle connection, such as its end, is left to libcurl's next look at it.
void sockets_report(int descriptor, unsigned events) {
  struct interest *interest = interest_in(descriptor);
  int running, mask = (events & EPOLLIN ? CURL_CSELECT_IN : 0) | (events & EPOLLOUT ? CURL_CSELECT_OUT : 0) |
                      (events & (EPOLLERR | EPOLLHUP) ? CURL_CSELECT_IN | CURL_CSELECT_ERR : 0);
  if (!interest->wanted) report(descriptor, interest, 0);
  else curl_multi_socket_action(multi, descriptor, mask, &running);
}

int sockets_time_left(void) {
  if (due < 0) return -1;
  long long left = due - nanoseconds();
  return left <= 0 ? 0 : (int)(left / 1000000 + 1);
}

// A call may ask for the next one at once.
void sockets_call_if_due(void) {
  int running;
  while (due >= 0 && due <= nanoseconds()) {
    due = -1;
    curl_multi_socket_action(multi, CURL_SOCKET_TIMEOUT, 0, &running);
  }
}
