#pragma STDC FP_CONTRACT OFF
// Plain C for any processor: four lanes, the fused multiply-add emulated.


// Before the attribute below: declarations of others must not get it.
#include <stddef.h>
#include <stdint.h>

#include "ckernels.h"
#include "tables.h"

#define LANES 4
#define HAS_FMA 0

#include "body/all.h"

const struct ckernels_table ckernels_table_portable = KERNELS_TABLE("portable");
