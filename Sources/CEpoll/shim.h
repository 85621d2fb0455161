#ifndef CEPOLL_SHIM_H
#define CEPOLL_SHIM_H

// Swift's Glibc module leaves these out.
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

// pthread_setname_np(3), which <pthread.h> declares with _GNU_SOURCE only.
extern int pthread_setname_np(pthread_t thread, const char *name);

#endif
