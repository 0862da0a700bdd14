#include "allocation_counter.h"

#include <errno.h>
#include <stddef.h>

#if defined(__GLIBC__)

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

static _Thread_local int counting;
static _Thread_local long counted;

static void count(void) { counted += counting; }

void *malloc(size_t size) {
  count();
  return __libc_malloc(size);
}

void *calloc(size_t blocks, size_t size) {
  count();
  return __libc_calloc(blocks, size);
}

void *realloc(void *block, size_t size) {
  count();
  return __libc_realloc(block, size);
}

void *memalign(size_t alignment, size_t size) {
  count();
  return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **block, size_t alignment, size_t size) {
  void *found = memalign(alignment, size);
  if (!found) return ENOMEM;
  *block = found;
  return 0;
}

int allocations_countable(void) { return 1; }

void allocations_begin(void) {
  counted = 0;
  counting = 1;
}

long allocations_end(void) {
  counting = 0;
  return counted;
}

#else

int allocations_countable(void) { return 0; }
void allocations_begin(void) {}
long allocations_end(void) { return 0; }

#endif
