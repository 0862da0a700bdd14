// Products of rows with packed weights. A panel holds 16 columns: the start of the chain (bias or 0), then one line of 16
// weights for each term. Columns of all groups are numbered through; only the last panel is padded.

static size_t panel_size(size_t groups, size_t width, size_t terms) {
  return panels_for(groups * width) * PANEL * (1 + terms);
}

static void pack(
    float *panels, size_t groups, size_t width, const float *bias, const struct ckernels_weights *weights,
    size_t weight_count) {
  const size_t columns = groups * width;
  float *line = panels;
  for (size_t first = 0; first < columns; first += PANEL) {
    const size_t filled = columns - first < PANEL ? columns - first : PANEL;
    for (size_t j = 0; j < PANEL; j++) line[j] = bias && j < filled ? bias[first + j] : 0;
    line += PANEL;
    for (size_t w = 0; w < weight_count; w++) {
      const struct ckernels_weights from = weights[w];
      for (size_t k = 0; k < from.count; k++, line += PANEL) {
        const float *source = from.values + k * from.term_stride + first * from.column_stride;
        if (filled == PANEL && from.column_stride == 1) {
          for (size_t v = 0; v < PANEL; v += LANES) put(line + v, get(source + v, LANES), LANES);
        } else {
          for (size_t j = 0; j < PANEL; j++) line[j] = j < filled ? source[j * from.column_stride] : 0;
        }
      }
    }
  }
}

typedef struct {
  const float *panels;
  size_t panel_step, columns, width;
  const struct ckernels_segment *segments;
  size_t segment_count;
  float *const *outputs;
  size_t output_stride;
} Product;

// Writes one line. A panel may end in the padding, and where groups are narrow it may hold columns of several.
INLINE void put_line(const Product *product, size_t row, size_t panel, Line line) {
  const size_t first = panel * PANEL, group = first / product->width, inside = first % product->width;
  float *out = product->outputs[group] + row * product->output_stride + inside;
  if (inside + PANEL <= product->width) {
    for (int v = 0; v < PARTS; v++) put(out + v * LANES, line.sum[v], LANES);
    return;
  }
  float values[PANEL];
  for (int v = 0; v < PARTS; v++) put(values + v * LANES, line.sum[v], LANES);
  for (size_t j = 0; j < PANEL && first + j < product->columns; j++) {
    const size_t column = first + j;
    product->outputs[column / product->width][row * product->output_stride + column % product->width] = values[j];
  }
}

#define TILE(R, P)                                                                                            \
  static void product_tile_##R##_##P(const Product *product, size_t row, size_t panel) {                      \
    const size_t panel_step = product->panel_step;                                                            \
    const float *right = product->panels + panel * panel_step;                                                \
    Line sums[R][P];                                                                                          \
    _Pragma("clang loop unroll(full)") for (int r = 0; r < R; r++)                                            \
        _Pragma("clang loop unroll(full)") for (int p = 0; p < P; p++)                                        \
            _Pragma("clang loop unroll(full)") for (int v = 0; v < PARTS; v++)                                \
                sums[r][p].sum[v] = *(const FMemory *)(right + p * panel_step + v * LANES);                   \
    right += PANEL;                                                                                           \
    for (size_t s = 0; s < product->segment_count; s++) {                                                     \
      const struct ckernels_segment segment = product->segments[s];                                           \
      const float *left = segment.values + row * segment.stride;                                              \
      ACCUMULATE(R, P, sums, left, segment.stride, 1, right, panel_step, segment.count);                      \
      right += segment.count * PANEL;                                                                         \
    }                                                                                                         \
    _Pragma("clang loop unroll(full)") for (int r = 0; r < R; r++)                                            \
        _Pragma("clang loop unroll(full)") for (int p = 0; p < P; p++)                                        \
            put_line(product, row + r, panel + p, sums[r][p]);                                                \
  }
FOR_EACH_TILE(TILE)
FOR_EACH_ROWS(TILE)
#undef TILE

typedef struct {
  void (*run)(const Product *product, size_t row, size_t panel);
  size_t panels;
} ProductTile;

#define ENTRY(R, P) [R] = {product_tile_##R##_##P, P},
static const ProductTile product_single[MAX_ROWS + 1] = {FOR_EACH_ROWS(ENTRY)};
#if LANES == 4
#define product_wide product_single
#else
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Winitializer-overrides"
static const ProductTile product_wide[MAX_ROWS + 1] = {FOR_EACH_ROWS(ENTRY) FOR_EACH_TILE(ENTRY)};
#pragma clang diagnostic pop
#endif
#undef ENTRY

static void product(
    const float *panels, size_t groups, size_t width, const struct ckernels_segment *segments, size_t segment_count,
    float *const *outputs, size_t output_stride, size_t rows) {
  size_t terms = 0;
  for (size_t s = 0; s < segment_count; s++) terms += segments[s].count;
  const Product product = {panels,        PANEL * (1 + terms), groups * width, width, segments,
                           segment_count, outputs,             output_stride};
  const size_t count = panels_for(groups * width);
  const Split split = split_rows(rows);
  if (!split.tiles) return;
  const size_t largest = split.rows + (split.larger > 0);
  for (size_t panel = 0, step; panel < count; panel += step) {
    const ProductTile *tiles = panel + product_wide[largest].panels <= count ? product_wide : product_single;
    step = tiles[largest].panels;
    size_t row = 0;
    for (size_t t = 0; t < split.tiles; t++) {
      const size_t height = split.rows + (t < split.larger);
      // The smaller tiles may be wider than the larger ones: one panel group may then take more than one call.
      for (size_t p = 0; p < step;) {
        const ProductTile tile = p + tiles[height].panels <= step ? tiles[height] : product_single[height];
        tile.run(&product, row, panel + p);
        p += tile.panels;
      }
      row += height;
    }
  }
}
