// Reads requests and writes replies, one after the other on each connection.
#define _GNU_SOURCE
#include "api.h"
#include <err.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { READ_SIZE = 16 * 1024 };

void connection_accept_all(int listener, int poll) {
  int descriptor, one = 1;
  while ((descriptor = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
    setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    struct connection *connection = calloc(1, sizeof *connection);
    if (!connection) errx(1, "out of memory");
    connection->descriptor = descriptor;
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
    epoll_ctl(poll, EPOLL_CTL_ADD, descriptor, &event);
    load.connections++;
  }
}

static void close_connection(struct connection *connection) {
  if (connection->is_waiting) waiting_remove(connection);
  if (connection->holds_request) load_end();
  close(connection->descriptor);
  buffer_free(&connection->input);
  buffer_free(&connection->output);
  free(connection);
  load.connections--;
}

// Whether the client is still there.
static bool receive(struct connection *connection) {
  buffer_reserve(&connection->input, READ_SIZE);
  ssize_t count = recv(connection->descriptor, connection->input.bytes + connection->input.length, READ_SIZE, 0);
  if (count > 0) connection->input.length += count;
  return count > 0 || (count < 0 && errno == EAGAIN);
}

static size_t body_length(const char *head) {
  const char *field = strcasestr(head, "\r\ncontent-length:");
  return field ? strtoul(field + strlen("\r\ncontent-length:"), NULL, 10) : 0;
}

// Cuts a whole request into texts. Returns its length, or 0 while bytes are missing.
static size_t take_request(struct buffer *input, struct request *request) {
  if (!input->length) return 0;
  char *text = input->bytes, *end = memmem(text, input->length, "\r\n\r\n", 4);
  if (!end) return 0;
  *end = 0;
  size_t head = end + 4 - text, body = body_length(text);
  if (head + body > input->length) return *end = '\r', 0;
  char *target = strchr(text, ' '), *version = target ? strchr(target + 1, ' ') : NULL;
  if (version) *target++ = 0, *version++ = 0;
  *request = (struct request){text, version ? target : "", version ? version : "", end + 4};
  return head + body;
}

static void write_reply(struct buffer *output, const struct reply *reply) {
  const char *reason = reply->status == 200 ? "OK" : reply->status == 201 ? "Created" : "Refused";
  buffer_print(output, "HTTP/1.1 %d %s\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: %zu\r\n\r\n",
               reply->status, reason, reply->body.length);
  buffer_append(output, reply->body.bytes, reply->body.length);
}

// Lets the body end with NUL while the request is looked at.
static void route_text(const struct request *request, char *end, struct reply *reply) {
  char next = *end;
  *end = 0;
  route(request, reply);
  *end = next;
}

// Answers the next request, if it is there as a whole. Returns whether there is something to send now.
static bool serve_next(struct connection *connection) {
  static struct reply reply;
  struct request request;
  size_t length = take_request(&connection->input, &request);
  if (!length) return false;
  reply.milliseconds = reply.body.length = 0;
  route_text(&request, connection->input.bytes + length, &reply);
  connection->holds_request = strncmp(request.target, "/control/", 9) != 0;
  if (connection->holds_request) load_begin();
  buffer_drop(&connection->input, length);
  write_reply(&connection->output, &reply);
  if (reply.milliseconds) waiting_add(connection, reply.milliseconds);
  return !reply.milliseconds;
}

// Has epoll report when there is room to write, only while that is waited for.
static void want_room(struct connection *connection, int poll, bool wanted) {
  if (connection->wants_room == wanted) return;
  connection->wants_room = wanted;
  struct epoll_event event = {.events = wanted ? EPOLLIN | EPOLLOUT : EPOLLIN, .data.ptr = connection};
  epoll_ctl(poll, EPOLL_CTL_MOD, connection->descriptor, &event);
}

// Whether the client is still there.
static bool transmit(struct connection *connection, int poll) {
  struct buffer *output = &connection->output;
  if (connection->holds_request) load_end(), connection->holds_request = false;
  while (connection->sent < output->length) {
    size_t left = output->length - connection->sent;
    ssize_t count = send(connection->descriptor, output->bytes + connection->sent, left, 0);
    if (count < 0 && errno != EAGAIN) return false;
    if (count < 0) return want_room(connection, poll, true), true;
    connection->sent += count;
  }
  connection->sent = output->length = 0;
  want_room(connection, poll, false);
  return true;
}

void connection_continue(struct connection *connection, int poll) {
  bool is_there = receive(connection);
  while (is_there && !connection->is_waiting && (connection->output.length || serve_next(connection))) {
    is_there = transmit(connection, poll);
    if (connection->wants_room) break;
  }
  if (!is_there) close_connection(connection);
}
