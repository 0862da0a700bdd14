// Sums over rows: weight and bias gradients. Blocks of 256 rows, a fresh chain in each, the totals added in order.

#define BLOCK 256

static size_t gradient_scratch(size_t groups, size_t left_width, size_t right_width) {
  (void)groups;
  (void)left_width;
  return BLOCK * panels_for(right_width) * PANEL;
}

// Copies rows into panels of 16 columns, the last one padded with zeros.
static void pack_rows(float *panels, const float *from, size_t width, size_t stride, size_t rows) {
  for (size_t first = 0; first < width; first += PANEL) {
    for (size_t r = 0; r < rows; r++, panels += PANEL) {
      for (size_t v = 0; v < PANEL; v += LANES) {
        const size_t at = first + v;
        put(panels + v, at < width ? get(from + r * stride + at, width - at) : splat(0), LANES);
      }
    }
  }
}

typedef struct {
  const float *panels;
  size_t panel_step, rows;  // of this block
  size_t left_stride, width, out_stride;
  int fresh;  // whether this is the first block
} Block;

INLINE void add_line(const Block *block, float *out, size_t panel, Line line) {
  const size_t first = panel * PANEL;
  const size_t filled = block->width - first < PANEL ? block->width - first : PANEL;
  for (size_t v = 0; v < PARTS && v * LANES < filled; v++) {
    const size_t rest = filled - v * LANES;
    float *to = out + first + v * LANES;
    put(to, block->fresh ? line.sum[v] : get(to, rest) + line.sum[v], rest);
  }
}

#define TILE(R, P)                                                                                          \
  static void gradient_tile_##R##_##P(const Block *block, const float *left, size_t panel, float *out) {    \
    const size_t panel_step = block->panel_step, left_stride = block->left_stride;                          \
    const float *right = block->panels + panel * panel_step;                                                \
    Line sums[R][P];                                                                                        \
    _Pragma("clang loop unroll(full)") for (int r = 0; r < R; r++)                                          \
        _Pragma("clang loop unroll(full)") for (int p = 0; p < P; p++)                                      \
            _Pragma("clang loop unroll(full)") for (int v = 0; v < PARTS; v++) sums[r][p].sum[v] = splat(0); \
    ACCUMULATE(R, P, sums, left, 1, left_stride, right, panel_step, block->rows);                           \
    _Pragma("clang loop unroll(full)") for (int r = 0; r < R; r++)                                          \
        _Pragma("clang loop unroll(full)") for (int p = 0; p < P; p++)                                      \
            add_line(block, out + r * block->out_stride, panel + p, sums[r][p]);                                 \
  }
FOR_EACH_TILE(TILE)
#undef TILE

#define ENTRY(R, P) [R][POWER(P)] = gradient_tile_##R##_##P,
static void (*const gradient_tiles[MAX_ROWS + 1][POWERS])(
    const Block *block, const float *left, size_t panel, float *out) = {FOR_EACH_TILE(ENTRY)};
#undef ENTRY

static void gradient(
    size_t groups, const float *const *left, size_t left_width, size_t left_stride, const float *right,
    size_t right_width, size_t right_stride, size_t rows, float *out, size_t out_stride, float *scratch) {
  const size_t count = panels_for(right_width);
  const Split split = split_rows(left_width);
  if (!split.tiles) return;
  const size_t largest = split.rows + (split.larger > 0);
  size_t first = 0;
  do {  // once for no rows: the sums are then 0
    const size_t height = rows - first < BLOCK ? rows - first : BLOCK;
    pack_rows(scratch, right + first * right_stride, right_width, right_stride, height);
    const Block block = {scratch, height * PANEL, height, left_stride, right_width, out_stride, first == 0};
    for (size_t panel = 0, step; panel < count; panel += step) {
      step = (size_t)1 << WIDEST(gradient_tiles[largest], count - panel);
      for (size_t g = 0; g < groups; g++) {
        size_t j = 0;
        for (size_t t = 0; t < split.tiles; t++) {
          const size_t tall = split.rows + (t < split.larger);
          const float *from = left[g] + first * left_stride + j;
          for (size_t p = 0; p < step;) {
            const size_t power = WIDEST(gradient_tiles[tall], step - p);
            gradient_tiles[tall][power](&block, from, panel + p, out + (g * left_width + j) * out_stride);
            p += (size_t)1 << power;
          }
          j += tall;
        }
      }
    }
    first += BLOCK;
  } while (first < rows);
}

// Σ_row left[row]·right[row] in every column; without `right`, which is then known to the compiler, Σ_row left[row].
INLINE void add_columns(
    const float *left, size_t left_stride, const float *right, size_t right_stride, size_t width, size_t rows,
    float *out) {
  enum { WIDE = 4 };  // vectors at once, since a sum waits for the one before it
  size_t column = 0;
  while (column < width) {
    const size_t rest = width - column, vectors = rest >= WIDE * LANES ? WIDE : 1;
    const size_t filled = vectors == WIDE ? LANES : rest;
    F total[WIDE];
    for (size_t first = 0; first == 0 || first < rows; first += BLOCK) {
      const size_t end = rows - first < BLOCK ? rows : first + BLOCK;
      F sum[WIDE] = {splat(0), splat(0), splat(0), splat(0)};
      for (size_t r = first; r < end; r++) {
        const float *a = left + r * left_stride + column;
        const float *b = right ? right + r * right_stride + column : NULL;
        if (vectors == WIDE) {
          for (size_t v = 0; v < WIDE; v++) {
            F x = get(a + v * LANES, LANES);
            sum[v] = right ? fused(x, get(b + v * LANES, LANES), sum[v]) : sum[v] + x;
          }
        } else {
          F x = get(a, filled);
          sum[0] = right ? fused(x, get(b, filled), sum[0]) : sum[0] + x;
        }
      }
      for (size_t v = 0; v < WIDE; v++) total[v] = first == 0 ? sum[v] : total[v] + sum[v];
    }
    for (size_t v = 0; v < vectors; v++) put(out + column + v * LANES, total[v], rest - v * LANES);
    column += vectors * LANES;
  }
}

static void column_sums(const float *values, size_t width, size_t stride, size_t rows, float *out) {
  add_columns(values, stride, NULL, 0, width, rows, out);
}

static void column_products(
    const float *left, size_t left_stride, const float *right, size_t right_stride, size_t width, size_t rows,
    float *out) {
  add_columns(left, left_stride, right, right_stride, width, rows, out);
}
