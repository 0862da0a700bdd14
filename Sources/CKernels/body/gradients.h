// Sums over rows: weight and bias gradients. Blocks of 256 rows, a fresh chain in each, the totals added in order.

#define BLOCK 256

static size_t gradient_scratch(size_t groups, size_t left_width, size_t right_width) {
  (void)groups;
  (void)left_width;
  return BLOCK * panels_for(right_width) * PANEL + LANES;
}

typedef struct {
  const float *panels;
  size_t panel_step, rows;  // of this block
  size_t left_stride;
  const struct ckernels_factors *right;
  size_t right_count;
  int fresh;  // whether this is the first block
} Block;

// The part of a panel that comes from one of the factors.
typedef struct {
  const float *from;
  size_t stride, inside, length;
} Piece;

// Copies rows into panels of 16 columns, numbered through over all factors; the last panel is padded with zeros.
//
// A line is written from left to right and whole vectors at a time: what is written past a piece is overwritten by the
// next, past a line by the next line. So LANES values past the last panel are written too.
static void pack_rows(
    float *panels, const struct ckernels_factors *right, size_t right_count, size_t first_row, size_t rows) {
  size_t s = 0, k = 0;  // the next factor, and its next column
  while (s < right_count) {
    Piece pieces[PANEL];
    size_t count = 0, filled = 0;
    while (s < right_count && filled < PANEL) {
      const struct ckernels_factors factors = right[s];
      const size_t length = factors.width - k < PANEL - filled ? factors.width - k : PANEL - filled;
      if (length > 0)
        pieces[count++] = (Piece){factors.values + first_row * factors.stride + k, factors.stride, filled, length};
      filled += length;
      k += length;
      if (k == factors.width) s++, k = 0;
    }
    if (filled == 0) return;
    const int is_whole = pieces[0].length == PANEL;  // as nearly all are: its loads and stores need no test
    for (size_t r = 0; is_whole && r < rows; r++, panels += PANEL)
      for (size_t v = 0; v < PANEL; v += LANES)
        put(panels + v, get(pieces[0].from + r * pieces[0].stride + v, LANES), LANES);
    for (size_t r = 0; !is_whole && r < rows; r++, panels += PANEL) {
      if (filled < PANEL)
        for (size_t v = 0; v < PANEL; v += LANES) put(panels + v, splat(0), LANES);
      for (size_t p = 0; p < count; p++) {
        const Piece piece = pieces[p];
        OVER(piece.length, LANES, put(panels + piece.inside + at, get(piece.from + r * piece.stride + at, rest), LANES););
      }
    }
  }
}

// Adds a tile's sums, one line after the other, to the outputs from a row and a panel on.
static void add_sums(
    const Block *block, size_t row, size_t panel, size_t rows, size_t panels, const float *sums) {
  const size_t start = panel * PANEL, end = start + panels * PANEL;
  for (size_t s = 0, first = 0; s < block->right_count; first += block->right[s].width, s++) {
    const struct ckernels_factors factors = block->right[s];
    const size_t from = first > start ? first : start;
    const size_t to = first + factors.width < end ? first + factors.width : end;
    for (size_t r = 0; from < to && r < rows; r++) {
      const float *added = sums + r * panels * PANEL + from - start;
      float *out = factors.out + (row + r) * factors.out_stride + from - first;
      OVER(to - from, LANES, {
        F sum = get(added + at, rest);
        put(out + at, block->fresh ? sum : get(out + at, rest) + sum, rest);
      });
    }
  }
}

#define TILE(R, P)                                                                                           \
  static void gradient_tile_##R##_##P(const Block *block, const float *left, size_t row, size_t panel) {     \
    const size_t panel_step = block->panel_step, left_stride = block->left_stride;                           \
    const float *right = block->panels + panel * panel_step;                                                 \
    Line sums[R][P];                                                                                         \
    EACH_LINE(R, P, sums[r][p].sum[v] = splat(0);)                                                           \
    ACCUMULATE(R, P, sums, left, 1, left_stride, right, panel_step, block->rows);                            \
    float lines[R * P * PANEL];                                                                              \
    EACH_LINE(R, P, put(lines + (r * P + p) * PANEL + v * LANES, sums[r][p].sum[v], LANES);)                 \
    add_sums(block, row, panel, R, P, lines);                                                                \
  }
FOR_EACH_TILE(TILE)
#undef TILE

#define ENTRY(R, P) [R][POWER(P)] = gradient_tile_##R##_##P,
static void (*const gradient_tiles[MAX_ROWS + 1][POWERS])(
    const Block *block, const float *left, size_t row, size_t panel) = {FOR_EACH_TILE(ENTRY)};
#undef ENTRY

static void gradient(
    size_t groups, const float *const *left, size_t left_width, size_t left_stride,
    const struct ckernels_factors *right, size_t right_count, size_t rows, float *scratch) {
  size_t right_width = 0;
  for (size_t s = 0; s < right_count; s++) right_width += right[s].width;
  const size_t count = panels_for(right_width);
  const Split split = split_rows(left_width);
  if (!split.tiles) return;
  const size_t largest = split.rows + (split.larger > 0);
  size_t first = 0;
  do {  // once for no rows: the sums are then 0
    const size_t height = rows - first < BLOCK ? rows - first : BLOCK;
    pack_rows(scratch, right, right_count, first, height);
    const Block block = {scratch, height * PANEL, height, left_stride, right, right_count, first == 0};
    for (size_t g = 0; g < groups; g++) {
      const float *from = left[g] + first * left_stride;
      for (size_t panel = 0, step; panel < count; panel += step) {
        step = (size_t)1 << WIDEST(gradient_tiles[largest], count - panel);
        for (size_t t = 0, j = 0, tall; t < split.tiles; t++, j += tall) {
          tall = split.rows + (t < split.larger);
          for (size_t p = 0; p < step;) {
            const size_t power = WIDEST(gradient_tiles[tall], step - p);
            gradient_tiles[tall][power](&block, from + j, g * left_width + j, panel + p);
            p += (size_t)1 << power;
          }
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
