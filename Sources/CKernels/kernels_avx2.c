#pragma STDC FP_CONTRACT OFF
// x86-64 with AVX2 and FMA: eight lanes.
#if defined(__x86_64__)

// Before the attribute below: declarations of others must not get it.
#include <stddef.h>
#include <stdint.h>

#include "ckernels.h"
#include "tables.h"

#define LANES 8
#define HAS_FMA 1

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "body/all.h"
#pragma clang attribute pop

const struct ckernels_table ckernels_table_avx2 = KERNELS_TABLE("avx2");

#endif
