// Starts a server, ends it, and says why if it has ended by itself.
#define _GNU_SOURCE
#include "load.h"
#include "../shared/clock.h"
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { END_MILLISECONDS = 10000, LOST_MILLISECONDS = 1000 };
extern char **environ;

// The server gets one end of each, as its stdin and stdout. This program must be able to write without waiting, since
// the server may wait for its answers to be read.
static void open_pipes(int input[2], int output[2]) {
  if (pipe2(input, O_CLOEXEC) || pipe2(output, O_CLOEXEC)) err(1, "pipe");
  fcntl(input[1], F_SETFL, O_NONBLOCK);
}

// This program ignores SIGPIPE; the server begins with what is usual.
static void restore_signals(posix_spawnattr_t *attributes) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGPIPE);
  posix_spawnattr_init(attributes);
  posix_spawnattr_setsigdefault(attributes, &signals);
  posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF);
}

void server_start(struct server *server, char **command) {
  int input[2], output[2];
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  open_pipes(input, output);
  restore_signals(&attributes);
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO);
  server->started = nanoseconds();
  errno = posix_spawnp(&server->process, command[0], &actions, &attributes, command, environ);
  if (errno) err(1, "%s does not start", command[0]);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  close(input[0]), close(output[1]);
  server->input = input[1], server->output = output[0];
}

// Whether the process ends in that time.
static bool ends_within(pid_t process, int milliseconds) {
  int descriptor = syscall(SYS_pidfd_open, process, 0);
  struct pollfd ended = {.fd = descriptor, .events = POLLIN};
  bool has_ended = descriptor < 0 || poll(&ended, 1, milliseconds) > 0;
  if (descriptor >= 0) close(descriptor);
  return has_ended;
}

int server_end(struct server *server) {
  int status = 0;
  close(server->input);
  if (!ends_within(server->process, END_MILLISECONDS)) kill(server->process, SIGKILL);
  waitpid(server->process, &status, 0);
  return status;
}

_Noreturn void server_lost(struct server *server, long answers) {
  int status = 0;
  if (!ends_within(server->process, LOST_MILLISECONDS)) {
    kill(server->process, SIGKILL);
    errx(1, "the server has closed a pipe after %ld answers to this job", answers);
  }
  waitpid(server->process, &status, 0);
  if (WIFSIGNALED(status))
    errx(1, "signal %d ended the server after %ld answers to this job", WTERMSIG(status), answers);
  errx(1, "the server ended with status %d after %ld answers to this job", WEXITSTATUS(status), answers);
}

long long server_processor_time(const struct server *server) {
  clockid_t clock;
  struct timespec time;
  if (clock_getcpuclockid(server->process, &clock) || clock_gettime(clock, &time)) return 0;
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}
