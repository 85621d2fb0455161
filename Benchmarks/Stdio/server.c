// An HTTP server as small as can be: one order for every request, on one thread. Prints its port; ends with its stdin.
// It answers from a connection's bytes alone, so that what is measured is the client.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

static const char body[] =
    "{\"success\":true,\"data\":{\"orderId\":\"ord_1\",\"orderReference\":\"invoice-1\",\"status\":\"pending\","
    "\"amount\":\"49.99\",\"currency\":\"USDT\",\"chainId\":\"ethereum-sepolia\","
    "\"address\":\"0xe1e745fd13f9967087db7a84a1cfd2cb79f64979\",\"createdAt\":\"2026-01-01T00:00:00Z\"}}";

int main(void) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  int listener = socket(AF_INET, SOCK_STREAM, 0), poll = epoll_create1(0), one = 1;
  if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 1024)) return 1;
  getsockname(listener, (struct sockaddr *)&address, &length);
  printf("%d\n", ntohs(address.sin_port));
  fflush(stdout);

  char reply[1024];
  int size = snprintf(reply, sizeof reply, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
                      strlen(body), body);
  epoll_ctl(poll, EPOLL_CTL_ADD, listener, &(struct epoll_event){EPOLLIN, {.fd = listener}});
  epoll_ctl(poll, EPOLL_CTL_ADD, STDIN_FILENO, &(struct epoll_event){EPOLLIN, {.fd = STDIN_FILENO}});
  for (;;) {
    struct epoll_event events[64];
    int count = epoll_wait(poll, events, 64, -1);
    for (int i = 0; i < count; i++) {
      int fd = events[i].data.fd;
      if (fd == STDIN_FILENO) return 0;
      if (fd == listener) {
        int peer = accept(listener, NULL, NULL);
        setsockopt(peer, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        epoll_ctl(poll, EPOLL_CTL_ADD, peer, &(struct epoll_event){EPOLLIN, {.fd = peer}});
        continue;
      }
      // A GET of this client fits one packet, so whatever comes is one whole request.
      char request[8192];
      if (read(fd, request, sizeof request) <= 0 || write(fd, reply, size) != size) close(fd);
    }
  }
}
