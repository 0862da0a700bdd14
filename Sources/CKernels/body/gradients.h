// Sums over rows: weight and bias gradients. Blocks of 256 rows, a fresh chain in each, the totals added in order.

#define BLOCK 256

static size_t gradient_scratch(size_t groups, size_t left_width, size_t right_width) {
  (void)groups;
  (void)left_width;
  return BLOCK * panels_for(right_width) * PANEL;
}

typedef struct {
  const float *left;  // of one group
  size_t left_stride;
  size_t first_row;  // of the group in the outputs
  const float *panels;
  size_t panel_step, rows;  // of this block
  const struct ckernels_factors *right;
  size_t right_count;
  int fresh;  // whether this is the first block
} Block;

// Copies rows into panels of 16 columns, numbered through over all factors; the last panel is padded with zeros.
static void pack_rows(
    float *panels, const struct ckernels_factors *right, size_t right_count, size_t columns, size_t first_row,
    size_t rows) {
  if (columns % PANEL != 0) {
    float *last = panels + columns / PANEL * rows * PANEL;
    for (size_t e = 0; e < rows * PANEL; e += LANES) put(last + e, splat(0), LANES);
  }
  size_t column = 0;
  for (size_t s = 0; s < right_count; s++) {
    const struct ckernels_factors factors = right[s];
    const float *from = factors.values + first_row * factors.stride;
    for (size_t k = 0, length; k < factors.width; k += length, column += length) {
      const size_t inside = column % PANEL, left = factors.width - k;
      length = left < PANEL - inside ? left : PANEL - inside;
      float *to = panels + column / PANEL * rows * PANEL + inside;
      copy_lines(from + k, factors.stride, to, PANEL, length, rows);
    }
  }
}

// Adds a tile's sums, lines one after the other, to the outputs from a row and a column on.
static void add_sums(
    const Block *block, size_t row, size_t start, size_t rows, size_t line, const float *sums) {
  const size_t end = start + line;
  for (size_t s = 0, first = 0; s < block->right_count; first += block->right[s].width, s++) {
    const struct ckernels_factors factors = block->right[s];
    const size_t from = first > start ? first : start;
    const size_t to = first + factors.width < end ? first + factors.width : end;
    for (size_t r = 0; from < to && r < rows; r++) {
      const float *added = sums + r * line + from - start;
      float *out = factors.out + (block->first_row + row + r) * factors.out_stride + from - first;
      OVER(to - from, LANES, {
        F sum = get(added + at, rest);
        put(out + at, block->fresh ? sum : get(out + at, rest) + sum, rest);
      });
    }
  }
}

#define TILE(R, N, V)                                                                                  \
  static void gradient_tile_##R##_##N##V(const void *work, size_t row, size_t column) {                \
    const Block *block = work;                                                                         \
    const size_t panel_step = block->panel_step, left_stride = block->left_stride;                     \
    const float *left = block->left + row;                                                             \
    const float *right = block->panels + column_place(column, panel_step);                             \
    V sums[R][N];                                                                                      \
    EACH_VECTOR(R, N, sums[r][v] = (V)0.0f;)                                                           \
    ACCUMULATE(R, N, V, sums, left, 1, left_stride, right, panel_step, block->rows);                   \
    float lines[R * N * LANES_OF(V)];                                                                  \
    EACH_VECTOR(R, N, *(V##Memory *)(lines + (r * N + v) * LANES_OF(V)) = sums[r][v];)                 \
    add_sums(block, row, column, R, N * LANES_OF(V), lines);                                           \
  }
FOR_EACH_TILE(TILE)
#undef TILE

#define ENTRY(R, N, V) [R][POWER(N, V)] = gradient_tile_##R##_##N##V,
static Tiles gradient_tiles = {FOR_EACH_TILE(ENTRY)};
#undef ENTRY

static void gradient(
    size_t groups, const float *const *left, size_t left_width, size_t left_stride,
    const struct ckernels_factors *right, size_t right_count, size_t rows, float *scratch) {
  size_t right_width = 0;
  for (size_t s = 0; s < right_count; s++) right_width += right[s].width;
  size_t first = 0;
  do {  // once for no rows: the sums are then 0
    const size_t height = rows - first < BLOCK ? rows - first : BLOCK;
    pack_rows(scratch, right, right_count, right_width, first, height);
    for (size_t g = 0; g < groups; g++) {
      const Block block = {left[g] + first * left_stride, left_stride, g * left_width, scratch,   height * PANEL,
                           height,                        right,       right_count,    first == 0};
      run_tiles(gradient_tiles, &block, left_width, right_width);
    }
    first += BLOCK;
  } while (first < rows);
}

// A sum waits for the one before it, so several are formed side by side: of neighboring vectors of columns or, where
// there are few columns, of blocks that follow one another.
enum { ABREAST = 4 };

// Sums over `rows` rows of `count` vectors that lie `step`s apart: of left·right, or of left where there is no right.
INLINE void add_rows(
    F *sums, size_t count, const float *left, size_t left_stride, size_t left_step, const float *right,
    size_t right_stride, size_t right_step, size_t filled, size_t rows) {
  for (size_t c = 0; c < count; c++) sums[c] = splat(0);
  for (size_t r = 0; r < rows; r++) {
#pragma clang loop unroll(full)
    for (size_t c = 0; c < count; c++) {
      F x = get(left + r * left_stride + c * left_step, filled);
      sums[c] = right ? fused(x, get(right + r * right_stride + c * right_step, filled), sums[c]) : sums[c] + x;
    }
  }
}

// Σ_row left[row]·right[row] in every column; without `right`, which is then known to the compiler, Σ_row left[row].
INLINE void add_columns(
    const float *left, size_t left_stride, const float *right, size_t right_stride, size_t width, size_t rows,
    float *out) {
  size_t column = 0;
  for (; width - column >= ABREAST * LANES; column += ABREAST * LANES) {
    F total[ABREAST];
    for (size_t first = 0; first == 0 || first < rows; first += BLOCK) {
      const size_t height = rows - first < BLOCK ? rows - first : BLOCK;
      F sums[ABREAST];
      add_rows(
          sums, ABREAST, left + first * left_stride + column, left_stride, LANES,
          right ? right + first * right_stride + column : NULL, right_stride, LANES, LANES, height);
      for (size_t c = 0; c < ABREAST; c++) total[c] = first == 0 ? sums[c] : total[c] + sums[c];
    }
    for (size_t c = 0; c < ABREAST; c++) put(out + column + c * LANES, total[c], LANES);
  }
  for (; column < width; column += LANES) {
    const size_t filled = width - column < LANES ? width - column : LANES;
    F total;
    for (size_t first = 0; first == 0 || first < rows;) {
      const float *a = left + first * left_stride + column;
      const float *b = right ? right + first * right_stride + column : NULL;
      const size_t whole = (rows - first) / BLOCK, count = whole >= ABREAST ? ABREAST : 1;
      F sums[ABREAST];
      if (count == ABREAST) {
        add_rows(
            sums, ABREAST, a, left_stride, BLOCK * left_stride, b, right_stride, BLOCK * right_stride, filled, BLOCK);
      } else {
        add_rows(sums, 1, a, left_stride, 0, b, right_stride, 0, filled, whole ? BLOCK : rows - first);
      }
      for (size_t c = 0; c < count; c++) total = first == 0 && c == 0 ? sums[c] : total + sums[c];
      first += count * BLOCK;
    }
    put(out + column, total, filled);
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
