// Products of rows with packed weights. A panel holds 16 columns: the start of the chain (bias or 0), then one line of
// 16 weights for each term. Columns of all groups are numbered through; only the last panel is padded.

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
  size_t first;  // the term that the segments begin with; past 0, chains go on from what the outputs hold
  const struct ckernels_segment *segments;
  size_t segment_count;
  float *const *outputs;
  size_t output_stride;
} Product;

// Copies a tile's lines between `edge`, where one follows the other, and the outputs. A panel may end in the padding,
// and where groups are narrow it may hold columns of several.
static void pass_edge(
    const Product *product, size_t row, size_t panel, size_t rows, size_t panels, float *edge, int is_out) {
  const size_t width = product->width;
  size_t column = panel * PANEL;
  const size_t end = column + panels * PANEL < product->columns ? column + panels * PANEL : product->columns;
  size_t group = column / width, inside = column % width;
  if (!is_out)  // the padding too has to hold numbers
    for (size_t e = 0; e < rows * panels * PANEL; e++) edge[e] = 0;
  for (float *there = edge; column < end; group++, inside = 0) {
    const size_t length = width - inside < end - column ? width - inside : end - column;
    float *here = product->outputs[group] + row * product->output_stride + inside;
    for (size_t r = 0; r < rows; r++, here += product->output_stride) {
      float *line = there + r * panels * PANEL;
      if (is_out) copy(line, here, length);
      else copy(here, line, length);
    }
    there += length;
    column += length;
  }
}

// The outputs' place for a panel in a row; null where its columns are not all of one group.
INLINE float *place(const Product *product, size_t row, size_t panel) {
  const size_t first = panel * PANEL, inside = first % product->width;
  if (inside + PANEL > product->width) return NULL;
  return product->outputs[first / product->width] + row * product->output_stride + inside;
}

#define TILE(R, P)                                                                                   \
  static void product_tile_##R##_##P(const Product *shared, size_t row, size_t panel) {              \
    const Product product = *shared;  /* stores through the outputs cannot change it */              \
    const size_t panel_step = product.panel_step;                                                    \
    const float *right = product.panels + panel * panel_step;                                        \
    float edge[R * P * PANEL], *out[P];                                                              \
    size_t out_step = product.output_stride;                                                         \
    int whole = 1;                                                                                   \
    for (int p = 0; p < P; p++) whole &= (out[p] = place(&product, row, panel + p)) != NULL;         \
    if (!whole) {                                                                                    \
      for (int p = 0; p < P; p++) out[p] = edge + p * PANEL;                                         \
      out_step = P * PANEL;                                                                          \
    }                                                                                                \
    Line sums[R][P];                                                                                 \
    if (product.first == 0) {                                                                        \
      EACH_LINE(R, P, sums[r][p].sum[v] = get(right + p * panel_step + v * LANES, LANES);)           \
    } else {                                                                                         \
      if (!whole) pass_edge(&product, row, panel, R, P, edge, 0);                                    \
      EACH_LINE(R, P, sums[r][p].sum[v] = get(out[p] + r * out_step + v * LANES, LANES);)            \
    }                                                                                                \
    right += (1 + product.first) * PANEL;                                                            \
    for (size_t s = 0; s < product.segment_count; s++) {                                             \
      const struct ckernels_segment segment = product.segments[s];                                   \
      const float *left = segment.values + row * segment.stride;                                     \
      ACCUMULATE(R, P, sums, left, segment.stride, 1, right, panel_step, segment.count);             \
      right += segment.count * PANEL;                                                                \
    }                                                                                                \
    EACH_LINE(R, P, put(out[p] + r * out_step + v * LANES, sums[r][p].sum[v], LANES);)               \
    if (!whole) pass_edge(&product, row, panel, R, P, edge, 1);                                      \
  }
FOR_EACH_TILE(TILE)
#undef TILE

#define ENTRY(R, P) [R][POWER(P)] = product_tile_##R##_##P,
static void (*const product_tiles[MAX_ROWS + 1][POWERS])(const Product *product, size_t row, size_t panel) = {
    FOR_EACH_TILE(ENTRY)};
#undef ENTRY

static void product_from(
    const float *panels, size_t groups, size_t width, size_t terms, size_t first,
    const struct ckernels_segment *segments, size_t segment_count, float *const *outputs, size_t output_stride,
    size_t rows) {
  const Product product = {panels,   PANEL * (1 + terms), groups * width, width,        first,
                           segments, segment_count,       outputs,        output_stride};
  const size_t count = panels_for(groups * width);
  const Split split = split_rows(rows);
  if (!split.tiles) return;
  const size_t largest = split.rows + (split.larger > 0);
  for (size_t panel = 0, step; panel < count; panel += step) {
    step = (size_t)1 << WIDEST(product_tiles[largest], count - panel);
    size_t row = 0;
    for (size_t t = 0; t < split.tiles; t++) {
      const size_t height = split.rows + (t < split.larger);
      // The smaller tiles may be wider than the larger ones, but not than what is left of these panels.
      for (size_t p = 0; p < step;) {
        const size_t power = WIDEST(product_tiles[height], step - p);
        product_tiles[height][power](&product, row, panel + p);
        p += (size_t)1 << power;
      }
      row += height;
    }
  }
}

static void product(
    const float *panels, size_t groups, size_t width, const struct ckernels_segment *segments, size_t segment_count,
    float *const *outputs, size_t output_stride, size_t rows) {
  size_t terms = 0;
  for (size_t s = 0; s < segment_count; s++) terms += segments[s].count;
  product_from(panels, groups, width, terms, 0, segments, segment_count, outputs, output_stride, rows);
}
