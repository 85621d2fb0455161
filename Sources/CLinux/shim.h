#ifndef CLINUX_SHIM_H
#define CLINUX_SHIM_H

// Swift's Glibc module leaves these out.
#include <pthread.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>

// pthread_setname_np(3), which <pthread.h> declares with _GNU_SOURCE only.
extern int pthread_setname_np(pthread_t thread, const char *name);

// pipe2(2), which <unistd.h> declares with _GNU_SOURCE only.
extern int pipe2(int descriptors[2], int flags);

// Swift cannot compare functions, and SIG_IGN is one.
static inline int clinux_ignores_signal(int number) {
  struct sigaction action;
  return sigaction(number, 0, &action) == 0 && action.sa_handler == SIG_IGN;
}

// Swift cannot call variadic functions.
static inline int clinux_set_parent_death_signal(int signal) {
  return prctl(PR_SET_PDEATHSIG, (unsigned long)signal);
}

#endif
