#define _GNU_SOURCE
#include "cthreads.h"

#include <errno.h>
#include <pthread.h>
#include <stddef.h>
#include <sys/mman.h>

static void *wait_at(void *gate) {
  pthread_mutex_lock(gate);
  pthread_mutex_unlock(gate);
  return NULL;
}

// The C library answers EAGAIN for a stack that does not fit, too.
static int has_room_for_stack(void) {
  pthread_attr_t attributes;
  size_t size = 0;
  if (pthread_attr_init(&attributes) != 0) return 0;
  pthread_attr_getstacksize(&attributes, &size);
  pthread_attr_destroy(&attributes);
  void *stack = mmap(NULL, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (stack == MAP_FAILED) return 0;
  munmap(stack, size);
  return 1;
}

int cthreads_try(int count) {
  pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
  pthread_t threads[count];
  int started = 0, error = 0;
  pthread_mutex_lock(&gate);
  while (started < count && (error = pthread_create(&threads[started], NULL, wait_at, &gate)) == 0) started++;
  if (error == EAGAIN && !has_room_for_stack()) error = ENOMEM;
  pthread_mutex_unlock(&gate);
  for (int thread = 0; thread < started; thread++) pthread_join(threads[thread], NULL);
  return error;
}
