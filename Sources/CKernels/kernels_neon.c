#pragma STDC FP_CONTRACT OFF
// AArch64: four lanes; every such processor has the fused multiply-add.
#if defined(__aarch64__)

// Before the attribute below: declarations of others must not get it.
#include <stddef.h>
#include <stdint.h>

#include "ckernels.h"
#include "sha256.h"
#include "tables.h"

#define LANES 4
#define HAS_FMA 1
#define SHA256_BLOCKS sha256_blocks_fastest

#include "body/all.h"

const struct ckernels_table ckernels_table_neon = KERNELS_TABLE("neon");

#endif
