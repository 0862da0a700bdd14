// What telemetry gathers from slices of gates and states: terms in the slices' own precision, sums in Float64 as sums.h has
// them. The statistics, and why, are in the module Statistics. Included once for each precision.

#define STEP (WIDTH > 8 ? WIDTH : 8)
#define WIDE_PARTS (int)(sizeof(double) / sizeof(ELEMENT))

typedef struct {
  V vector[STEP / WIDTH];
} OF(Values);

// A block of a stream, with zeros in its holes.
INLINE OF(Values) OF(values_at)(const ELEMENT *x, size_t place, size_t rest) {
  OF(Values) values;
  ELEMENT filled[STEP] = {0};
  if (rest < STEP) {
    for (size_t e = 0; e < rest; e++) filled[place + e] = x[e];
    x = filled;
  }
  for (int v = 0; v < STEP / WIDTH; v++) values.vector[v] = OF(get)(x + v * WIDTH, WIDTH);
  return values;
}

// Adds the terms of the vector number v of a block.
INLINE void OF(add_terms)(Eight *sums, V terms, int v) {
  for (int p = 0; p < WIDE_PARTS; p++) eight_add(sums, OF(wide)(terms, p), v * WIDTH + p * HALF);
}

INLINE size_t OF(sum_of_counts)(M counts) {
  size_t sum = 0;
  for (int e = 0; e < WIDTH; e++) sum += (size_t)counts[e];
  return sum;
}

static void SLICE(moments)(
    const ELEMENT *x, size_t count, size_t first, double shift, double *sums, double *squares,
    double *minimum, double *maximum) {
  const V infinity = OF(splat)((ELEMENT)__builtin_inf());
  Eight sum = eight_get(sums), square = eight_get(squares);
  V low = infinity, high = -infinity;
  STREAM(count, first, STEP, {
    const OF(Values) values = OF(values_at)(x + at, place, rest);
    for (int v = 0; v < STEP / WIDTH; v++) {
      const M is_there = OF(there)(place, rest, v * WIDTH);
      const V value = values.vector[v];
      low = (value < low) & is_there ? value : low;
      high = (value > high) & is_there ? value : high;
      for (int p = 0; p < WIDE_PARTS; p++) {
        const int offset = v * WIDTH + p * HALF;
        const D deviation = only64(there64(place, rest, offset), OF(wide)(value, p) - shift);
        eight_add(&sum, deviation, offset);
        eight_add(&square, deviation * deviation, offset);
      }
    }
  });
  eight_put(sums, sum);
  eight_put(squares, square);
  for (int e = 0; e < WIDTH; e++) {
    if (low[e] < *minimum) *minimum = low[e];
    if (high[e] > *maximum) *maximum = high[e];
  }
  // Which zero came first depends on the width of a vector: both become the positive one.
  *minimum += 0.0;
  *maximum += 0.0;
}

static void SLICE(probabilities)(
    const ELEMENT *p, size_t count, size_t first, int retention, double *sums, double *entropies,
    double *retentions, size_t *saturated) {
  const ELEMENT unsure = (ELEMENT)0.05;
  Eight sum = eight_get(sums), entropy = eight_get(entropies), retained = eight_get(retentions);
  M outside = (M)OF(splat)(0);
  STREAM(count, first, STEP, {
    const OF(Values) values = OF(values_at)(p + at, place, rest);
    for (int v = 0; v < STEP / WIDTH; v++) {
      const M is_there = OF(there)(place, rest, v * WIDTH);
      V on = values.vector[v];
      OF(add_terms)(&sum, on, v);
      on = on > 1 ? OF(splat)(1) : on;
      on = on < 0 ? OF(splat)(0) : on;
      const V off = 1 - on;
      const M is_low = on < off;
      const V less = is_low ? on : off, more = is_low ? off : on;
      outside -= (less < unsure) & is_there;
      // The logarithm is finite at 0, where its product with 0 is the limit.
      const V log_less = OF(log2_half)(less), minus_log_more = OF(minus_log2_complement)(less);
      OF(add_terms)(&entropy, more * minus_log_more - less * log_less, v);
      if (retention != CKERNELS_NEITHER) {
        const V kept = retention == CKERNELS_KEEPS ? on : off;
        V log_kept = kept < (ELEMENT)0.5 ? log_less : -minus_log_more;
        log_kept = kept > 0 ? log_kept : kept - (ELEMENT)__builtin_inf();
        OF(add_terms)(&retained, OF(only)(is_there, log_kept), v);
      }
    }
  });
  eight_put(sums, sum);
  eight_put(entropies, entropy);
  eight_put(retentions, retained);
  *saturated += OF(sum_of_counts)(outside);
}

static void SLICE(differences)(
    const ELEMENT *a, const ELEMENT *b, size_t count, size_t first, double *sums, double *absolutes) {
  Eight sum = eight_get(sums), total = eight_get(absolutes);
  STREAM(count, first, STEP, {
    const OF(Values) left = OF(values_at)(a + at, place, rest), right = OF(values_at)(b + at, place, rest);
    for (int v = 0; v < STEP / WIDTH; v++) {
      const V difference = left.vector[v] - right.vector[v];
      OF(add_terms)(&sum, difference, v);
      OF(add_terms)(&total, OF(absolute)(difference), v);
    }
  });
  eight_put(sums, sum);
  eight_put(absolutes, total);
}

// The numbers of the bins of GROUP values, a byte each, in no order; BINS for what is not a number.
INLINE Bytes OF(bin_numbers)(const ELEMENT *x, M *open) {
  M bytes = (M)OF(splat)(0);
  for (int v = 0; v < (int)sizeof(ELEMENT); v++) {
    const V value = OF(get)(x + v * WIDTH, WIDTH);
    *open -= value > (ELEMENT)0.5;
    const V share = value > 1 ? OF(splat)(1) : value > 0 ? value : OF(splat)(0);
    M number = OF(bin)(share);
    number = number < BINS ? number : (M)(BINS - 1);
    number = value == value ? number : (M)BINS;
    bytes |= number << 8 * v;
  }
  return (Bytes)bytes;
}

static void SLICE(histogram)(const ELEMENT *x, size_t count, size_t *above, size_t *bins) {
  M open = (M)OF(splat)(0);
  for (size_t at = 0; at < count;) {
    Bytes groups[GROUPS];
    size_t held = 0;
    for (; at < count && held < GROUPS; at += GROUP) {
      ELEMENT filled[GROUP];
      const ELEMENT *group = x + at;
      if (count - at < GROUP) {
        for (size_t e = 0; e < GROUP; e++) filled[e] = at + e < count ? group[e] : (ELEMENT)__builtin_nan("");
        group = filled;
      }
      groups[held++] = OF(bin_numbers)(group, &open);
    }
    count_bytes(groups, held, bins);
  }
  *above += OF(sum_of_counts)(open);
}

static int SLICE(ones)(const ELEMENT *x, size_t count, size_t *ones) {
  M on = (M)OF(splat)(0), other = on;
  OVER(count, WIDTH, {
    const V value = OF(get)(x + at, rest);
    on -= value == 1;
    other |= (value != 0) & (value != 1);
  });
  if (__builtin_reduce_or(other) != 0) return 0;
  *ones += OF(sum_of_counts)(on);
  return 1;
}

static void SLICE(crossings)(
    const ELEMENT *before, const ELEMENT *after, size_t count, size_t *was_on, size_t *is_on, size_t *stayed_on) {
  M first = (M)OF(splat)(0), second = first, both = first;
  OVER(count, WIDTH, {
    const M was = OF(get)(before + at, rest) > (ELEMENT)0.5, is = OF(get)(after + at, rest) > (ELEMENT)0.5;
    first -= was;
    second -= is;
    both -= was & is;
  });
  *was_on += OF(sum_of_counts)(first);
  *is_on += OF(sum_of_counts)(second);
  *stayed_on += OF(sum_of_counts)(both);
}

#undef STEP
#undef WIDE_PARTS
#include "neither.h"
