#pragma STDC FP_CONTRACT OFF
// Plain C for any processor: four lanes, the fused multiply-add emulated.


// Before the attribute below: declarations of others must not get it.
#include <stddef.h>
#include <stdint.h>

#include "ckernels.h"
#include "sha256.h"
#include "tables.h"

#define LANES 4
#define HAS_FMA 0
#define SHA256_BLOCKS sha256_blocks_portable

#include "body/all.h"

const struct ckernels_table ckernels_table_portable = KERNELS_TABLE("portable");
