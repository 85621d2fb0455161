// Many HTTP clients at once on one thread, each with a connection of its own and one request at a time.
// load PORT KEY CLIENTS REQUESTS PATTERN PREFIX: of the pattern's letters each client takes one after the other:
// c creates an order, r reads the one it created last, l lists 20 orders, h asks for the server's health.
// Prints errors, requests a second and the median and 99th percentile of an answer's microseconds.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CAPACITY = 64 * 1024 };

struct client {
  int fd, step, length;
  long start;
  char kind, order[64], buffer[CAPACITY];
};

static struct sockaddr_in server = {.sin_family = AF_INET};
static const char *key, *pattern, *prefix;
static int sent, answered, errors, wanted, *times;

static long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

static int request(const struct client *client, char *text) {
  char body[256], path[128], *method = "GET";
  body[0] = 0;
  switch (client->kind) {
    case 'c':
      method = "POST";
      strcpy(path, "/api/v1/orders");
      sprintf(body, "{\"orderReference\":\"%s%d\",\"amount\":\"49.99\",\"currency\":\"USDT\",\"chainId\":\"ethereum-sepolia\"}",
              prefix, sent);
      break;
    case 'r': sprintf(path, "/api/v1/orders/%s", client->order); break;
    case 'l': strcpy(path, "/api/v1/orders?limit=20"); break;
    default: strcpy(path, "/health");
  }
  return sprintf(text,
                 "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n"
                 "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
                 method, path, key, strlen(body), body);
}

static void ask(struct client *client) {
  char text[1024];
  client->kind = pattern[client->step++ % strlen(pattern)];
  int size = request(client, text);
  client->length = 0;
  client->start = now();
  sent++;
  if (write(client->fd, text, size) != size) perror("write"), exit(1);
}

// Whether the answer is complete.
static int is_whole(struct client *client) {
  client->buffer[client->length] = 0;
  char *end = strstr(client->buffer, "\r\n\r\n"), *field = strcasestr(client->buffer, "content-length:");
  return end && field && client->length >= end + 4 - client->buffer + atoi(field + 15);
}

static void take(struct client *client) {
  const char *status = client->kind == 'c' ? "201" : "200", *order = strstr(client->buffer, "\"orderId\":\"");
  if (strncmp(client->buffer + 9, status, 3)) {
    if (!errors++) fprintf(stderr, "%.400s\n", client->buffer);
  } else if (client->kind == 'c' && order) {
    sscanf(order + 11, "%63[^\"]", client->order);
  }
  times[answered++] = (int)(now() - client->start);
}

static int connect_one(void) {
  int fd = socket(AF_INET, SOCK_STREAM, 0), one = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  if (connect(fd, (struct sockaddr *)&server, sizeof server)) perror("connect"), exit(1);
  return fd;
}

static int ascending(const void *left, const void *right) {
  return *(const int *)left - *(const int *)right;
}

int main(int count, char **arguments) {
  if (count != 7) return 2;
  int clients = atoi(arguments[3]), poll = epoll_create1(0);
  server.sin_port = htons(atoi(arguments[1]));
  server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  key = arguments[2], wanted = atoi(arguments[4]), pattern = arguments[5], prefix = arguments[6];
  times = calloc(wanted + clients, sizeof *times);
  struct client *all = calloc(clients, sizeof *all);
  for (int i = 0; i < clients; i++) {
    all[i].fd = connect_one();
    epoll_ctl(poll, EPOLL_CTL_ADD, all[i].fd, &(struct epoll_event){EPOLLIN, {.ptr = &all[i]}});
  }
  long start = now();
  for (int i = 0; i < clients && sent < wanted; i++) ask(&all[i]);
  while (answered < wanted) {
    struct epoll_event events[128];
    int ready = epoll_wait(poll, events, 128, -1);
    for (int i = 0; i < ready; i++) {
      struct client *client = events[i].data.ptr;
      int size = read(client->fd, client->buffer + client->length, CAPACITY - 1 - client->length);
      if (size <= 0) return fprintf(stderr, "a connection ended after %d answers\n", answered), 1;
      client->length += size;
      if (!is_whole(client)) continue;
      take(client);
      if (sent < wanted) ask(client);
    }
  }
  double seconds = (now() - start) / 1e6;
  qsort(times, answered, sizeof *times, ascending);
  printf("%d %.0f %d %d\n", errors, answered / seconds, times[answered / 2], times[answered * 99 / 100]);
}
