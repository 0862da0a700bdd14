// The GNU Scientific Library, as Swift sees it.
//
// GSL's generator types and its error handler are mutable C globals, which Swift 6 rejects. The wrappers
// below read them; nothing else is added here.
#pragma once
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_version.h>

/// GSL's list of its own generator types, ended by a null pointer.
///
/// The list is a static array that each call writes anew, so call it once, from one thread.
static inline const gsl_rng_type *const *cgsl_generator_types(void) {
  return (const gsl_rng_type *const *)gsl_rng_types_setup();
}

/// Makes GSL return status codes instead of aborting the process, which its default handler does.
static inline void cgsl_turn_error_handler_off(void) { gsl_set_error_handler_off(); }

/// The version of the GSL that the headers belong to, for instance "2.7.1".
static inline const char *cgsl_version(void) { return GSL_VERSION; }

/// Writes the next `count` draws as (k + ½)·2⁻²³ with k = ⌊U·2²³⌋, U in [0, 1) being what `gsl_rng_uniform` gives.
///
/// A call a draw from Swift costs several times as much.
static inline void cgsl_fill_uniforms(const gsl_rng *rng, float *uniforms, size_t count) {
  double (*const next)(void *) = rng->type->get_double;
  void *const state = rng->state;
  for (size_t i = 0; i < count; i++) uniforms[i] = ((float)(int)(next(state) * 0x1p23) + 0.5f) * 0x1p-23f;
}
