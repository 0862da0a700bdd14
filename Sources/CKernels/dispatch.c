#pragma STDC FP_CONTRACT OFF
// Which table runs: the best one that the processor supports, unless a name says otherwise.
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "ckernels.h"
#include "tables.h"

struct path {
  const char *name;
  const struct ckernels_table *(*table)(void);  // null where the processor cannot run it
};

static const struct ckernels_table *portable(void) { return &ckernels_table_portable; }

static const struct ckernels_table *avx2(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return &ckernels_table_avx2;
#endif
  return NULL;
}

static const struct ckernels_table *avx512(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw"))
    return &ckernels_table_avx512;
#endif
  return NULL;
}

static const struct ckernels_table *neon(void) {
#if defined(__aarch64__)
  return &ckernels_table_neon;
#else
  return NULL;
#endif
}

// The better a path, the later it stands.
static const struct path paths[] = {
    {"portable", portable}, {"neon", neon}, {"avx2", avx2}, {"avx512", avx512}};

static const size_t path_count = sizeof paths / sizeof *paths;

static _Atomic(const struct ckernels_table *) active;

size_t ckernels_path_count(void) { return path_count; }

const char *ckernels_path_name(size_t index) { return paths[index].name; }

static const struct ckernels_table *best(void) {
  const struct ckernels_table *table = NULL;
  for (size_t p = path_count; p > 0 && !table; p--) table = paths[p - 1].table();
  return table;
}

static const struct path *path_named(const char *name) {
  for (size_t p = 0; p < path_count; p++)
    if (strcmp(paths[p].name, name) == 0) return &paths[p];
  return NULL;
}

const struct ckernels_table *ckernels_table_named(const char *name) {
  const struct path *path = path_named(name);
  return path ? path->table() : NULL;
}

const struct ckernels_table *ckernels(void) {
  const struct ckernels_table *table = atomic_load_explicit(&active, memory_order_acquire);
  if (table) return table;
  const char *name = getenv("SLUICE_KERNELS");
  const struct ckernels_table *choice = name ? ckernels_table_named(name) : NULL;
  if (!choice) choice = best();
  // Another thread may have chosen meanwhile: the first choice stands.
  const struct ckernels_table *none = NULL;
  return atomic_compare_exchange_strong(&active, &none, choice) ? choice : none;
}

int ckernels_select(const char *name) {
  const int automatic = strcmp(name, "auto") == 0;
  if (!automatic && !path_named(name)) return CKERNELS_UNKNOWN;
  const struct ckernels_table *table = automatic ? best() : ckernels_table_named(name);
  if (!table) return CKERNELS_UNSUPPORTED;
  atomic_store_explicit(&active, table, memory_order_release);
  return CKERNELS_OK;
}
