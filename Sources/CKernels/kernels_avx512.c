#pragma STDC FP_CONTRACT OFF
// x86-64 with AVX-512 (F, VL, DQ, BW): sixteen lanes.
#if defined(__x86_64__)

// Before the attribute below: declarations of others must not get it.
#include <immintrin.h>
#include <stddef.h>
#include <stdint.h>

#include "ckernels.h"
#include "sha256.h"
#include "tables.h"

#define LANES 16
#define HAS_FMA 1
#define SHA256_BLOCKS sha256_blocks_fastest
#define FIRST(rest) ((__mmask16)((1u << (rest)) - 1))
#define GET_PART(p, rest) _mm512_maskz_loadu_ps(FIRST(rest), p)
#define PUT_PART(p, v, rest) _mm512_mask_storeu_ps(p, FIRST(rest), (__m512)(v))

#pragma clang attribute push(__attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx2,fma"))), apply_to = function)
#include "body/all.h"
#pragma clang attribute pop

const struct ckernels_table ckernels_table_avx512 = KERNELS_TABLE("avx512");

#endif
