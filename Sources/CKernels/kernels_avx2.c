#pragma STDC FP_CONTRACT OFF
// x86-64 with AVX2 and FMA: eight lanes.
#if defined(__x86_64__)

// Before the attribute below: declarations of others must not get it.
#include <immintrin.h>
#include <stddef.h>
#include <stdint.h>

#include "ckernels.h"
#include "sha256.h"
#include "tables.h"

#define LANES 8
#define HAS_FMA 1
#define SHA256_BLOCKS sha256_blocks_fastest
#define FIRST(rest) _mm256_cmpgt_epi32(_mm256_set1_epi32((int)(rest)), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7))
#define GET_PART(p, rest) _mm256_maskload_ps(p, FIRST(rest))
#define PUT_PART(p, v, rest) _mm256_maskstore_ps(p, FIRST(rest), (__m256)(v))

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "body/all.h"
#pragma clang attribute pop

const struct ckernels_table ckernels_table_avx2 = KERNELS_TABLE("avx2");

#endif
