// The compression function of SHA-256, as the tables of kernels have it.
#pragma once

#include <stddef.h>
#include <stdint.h>

/// In plain C.
void sha256_blocks_portable(uint32_t *state, const uint8_t *blocks, size_t count);
#if defined(__x86_64__) || defined(__aarch64__)
/// By the processor's instructions for SHA-256, where it has them; else in plain C.
void sha256_blocks_fastest(uint32_t *state, const uint8_t *blocks, size_t count);
#endif
