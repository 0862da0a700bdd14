// The tables that this build contains.
#pragma once

#include "ckernels.h"

extern const struct ckernels_table ckernels_table_portable;
#if defined(__x86_64__)
extern const struct ckernels_table ckernels_table_avx2;
extern const struct ckernels_table ckernels_table_avx512;
#elif defined(__aarch64__)
extern const struct ckernels_table ckernels_table_neon;
#endif
