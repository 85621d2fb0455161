// Tells Thread Sanitizer of Swift's Mutex, to be preloaded into the tests.
//
// A free mutex is taken and given back by atomic operations in our own code, which the sanitizer sees. A contended one
// is taken and given back inside libswiftSynchronization, which is not built for the sanitizer, so that it reports a
// race between two correct critical sections. Both entry points are wrapped here and the order they make is announced.
// Nothing is suppressed: an access outside the mutex is reported as ever.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

// Absent in the tools that `swift test` starts: they are not built for the sanitizer.
__attribute__((weak)) void __tsan_acquire(void *address);
__attribute__((weak)) void __tsan_release(void *address);

#define LOCK_SLOW "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK_SLOW "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"
#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context))

typedef SWIFT void (*lock_function)(uint32_t thread, SELF void *mutex);
typedef SWIFT void (*unlock_function)(SELF void *mutex);

SWIFT void lock_slow(uint32_t thread, SELF void *mutex) __asm__(LOCK_SLOW);
SWIFT void unlock_slow(SELF void *mutex) __asm__(UNLOCK_SLOW);

SWIFT void lock_slow(uint32_t thread, SELF void *mutex) {
  ((lock_function)dlsym(RTLD_NEXT, LOCK_SLOW))(thread, mutex);
  if (__tsan_acquire) __tsan_acquire(mutex);
}

SWIFT void unlock_slow(SELF void *mutex) {
  if (__tsan_release) __tsan_release(mutex);
  ((unlock_function)dlsym(RTLD_NEXT, UNLOCK_SLOW))(mutex);
}
